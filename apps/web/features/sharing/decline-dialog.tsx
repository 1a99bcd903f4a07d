import { Button, Dialog, Field, showToast, Textarea } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Offer, useShareVerbs } from "./api.ts";

/** Declines or gives back what is shared, with words for whoever shared it. It can be taken up again while it is offered. */
export function DeclineDialog({ offer, name, onClose }: { offer: Offer; name: string; onClose: () => void }) {
  const t = useTranslations("sharing");
  const { accept, decline } = useShareVerbs();
  const [note, setNote] = useState("");
  const isLeaving = offer.state === "accepted";
  const submit = () =>
    decline.mutate(
      { id: offer.id, ...(note.trim() === "" ? {} : { note }) },
      {
        onSuccess: () => {
          onClose();
          showToast({
            text: isLeaving ? t("left", { name }) : t("declined", { name }),
            ...(isLeaving ? { action: { label: t("undo"), run: () => accept.mutate({ id: offer.id }) } } : {}),
          });
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isLeaving ? t("leaveTitle", { name }) : t("declineTitle", { name })}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={decline.isPending} onClick={submit}>
            {isLeaving ? t("leave") : t("decline")}
          </Button>
        </>
      }
    >
      <Field
        label={t("words", { name: offer.byName ?? (offer.owner.name || offer.owner.address) })}
        hint={t("wordsHint")}
      >
        {({ id, describedBy }) => (
          <Textarea
            id={id}
            value={note}
            maxLength={1000}
            aria-describedby={describedBy}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
