import { Button, Dialog, Field } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { DayField } from "../../../client/day-field.tsx";
import { useZone } from "../../../client/zone.ts";
import { listOf, listServer } from "../api.ts";
import { endOfDay } from "./end-of-day.ts";
import { goToLine } from "./line-requests.ts";
import type { MailList } from "./use-mail-list.ts";

/** Asks for a day and goes to where it begins in the list. */
export function JumpDialog({ list, isOpen, onClose }: { list: MailList; isOpen: boolean; onClose: () => void }) {
  const t = useTranslations("listing.jump");
  const zone = useZone();
  const [day, setDay] = useState("");
  const { key } = list;
  const submit = async () => {
    if (!key || day === "") return;
    onClose();
    const { count } = await listServer.position({ ...listOf(key), date: endOfDay(day, zone).toISOString() });
    goToLine(list.name, count);
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
          <Button look="primary" disabled={day === ""} onClick={() => void submit()}>
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
          void submit();
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
