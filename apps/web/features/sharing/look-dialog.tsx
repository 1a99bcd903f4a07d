import { Button, Dialog, Field, Input, showToast } from "@carbyne/ui";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { type CSSProperties, useState } from "react";
import { type Offer, useShareVerbs } from "./api.ts";

const tints = Array.from({ length: 12 }, (_, tint) => tint);

interface LookDialogProps {
  offer: Offer;
  name: string;
  /** Accepts what is offered with it. */
  isAnswer: boolean;
  onClose: () => void;
}

/** One's own name and colour for what is shared. */
export function LookDialog({ offer, name, isAnswer, onClose }: LookDialogProps) {
  const t = useTranslations("sharing");
  const verbs = useShareVerbs();
  const verb = isAnswer ? verbs.accept : verbs.look;
  const [own, setOwn] = useState(offer.ownName ?? "");
  const [tint, setTint] = useState(offer.tint);
  const submit = () =>
    verb.mutate(
      { id: offer.id, name: own.trim() || null, tint },
      {
        onSuccess: () => {
          onClose();
          if (isAnswer) showToast({ text: t("accepted", { name: own.trim() || name }) });
        },
      },
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isAnswer ? t("acceptTitle") : t("renameTitle")}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" isBusy={verb.isPending} onClick={submit}>
            {isAnswer ? t("accept") : t("save")}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t("ownName")} hint={t("ownNameHint")}>
          {({ id, describedBy }) => (
            <Input
              id={id}
              value={own}
              autoFocus
              maxLength={100}
              placeholder={name}
              aria-describedby={describedBy}
              onChange={(event) => setOwn(event.target.value)}
            />
          )}
        </Field>
        <fieldset>
          <legend className="mb-1.5 text-13 font-medium">{t("colour")}</legend>
          <div className="flex flex-wrap gap-1.5">
            {tints.map((one) => (
              <label
                key={one}
                style={{ "--h": `var(--p${one + 1})` } as CSSProperties}
                className={clsx(
                  "tint grid size-8 cursor-pointer place-items-center rounded-full focus-within:outline-2 focus-within:outline-focus max-md:size-11",
                )}
              >
                <input
                  type="radio"
                  name="tint"
                  className="sr-only"
                  aria-label={t("colourNumber", { number: one + 1 })}
                  checked={tint === one}
                  onChange={() => setTint(one)}
                />
                {tint === one ? <Check size={16} aria-hidden="true" /> : null}
              </label>
            ))}
          </div>
        </fieldset>
      </form>
    </Dialog>
  );
}
