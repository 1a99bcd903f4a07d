import { Button, Dialog, Field } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DayField } from "./day-field.tsx";

export interface DayDialogProps {
  isOpen: boolean;
  onClose: () => void;
  /** Told the day, such as `2026-01-31`, once this is closed. */
  onChoose: (day: string) => void;
}

/** Asks for the day to go to. */
export function DayDialog({ isOpen, onClose, onChoose }: DayDialogProps) {
  const t = useTranslations("listing.jump");
  const [day, setDay] = useState("");
  const submit = () => {
    if (day === "") return;
    onClose();
    onChoose(day);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      closeLabel={t("cancel")}
      title={t("title")}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button look="primary" disabled={day === ""} onClick={submit}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <form
        onKeyDown={(event) => {
          // A field for a date keeps Enter for itself.
          if (event.key !== "Enter") return;
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t("label")}>
          {(control) => (
            <DayField id={control.id} aria-describedby={control.describedBy} value={day} onChange={setDay} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
