import { Button, Dialog, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type GivenShare, useShareVerbs } from "./api.ts";
import { draftOf, termsOf } from "./terms.ts";
import { TermsFields } from "./terms-fields.tsx";

/** Gives a share other terms; undone by giving it the old ones. */
export function ChangeShareDialog({ share, onClose }: { share: GivenShare; onClose: () => void }) {
  const t = useTranslations("sharing");
  const { change } = useShareVerbs();
  const [draft, setDraft] = useState(() => draftOf(share));
  const subject = share.person ?? share.list;
  const name = subject ? subject.name || subject.address : t("everybody", { domain: share.domain ?? "" });
  const submit = () =>
    change.mutate(
      { id: share.id, ...termsOf(draft) },
      {
        onSuccess: () => {
          onClose();
          const undo = () => change.mutate({ id: share.id, ...termsOf(draftOf(share)) });
          showToast({ text: t("changed", { name }), action: { label: t("undo"), run: undo } });
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("changeTitle", { name })}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={change.isPending} onClick={submit}>
            {t("save")}
          </Button>
        </>
      }
    >
      <TermsFields
        kind={share.object.kind}
        draft={draft}
        isForEverybody={share.domain !== null}
        hasNote={false}
        onChange={setDraft}
      />
    </Dialog>
  );
}
