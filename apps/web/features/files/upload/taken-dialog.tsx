import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { WhenTaken } from "./upload-store.ts";

/** Asks what to do with files whose names are taken. */
export function TakenDialog({
  names,
  onAnswer,
}: {
  names: readonly string[];
  onAnswer: (how: WhenTaken | "skip" | "cancel") => void;
}) {
  const t = useTranslations("files.taken");
  const shown = names.slice(0, 8);
  return (
    <Dialog
      isOpen
      onClose={() => onAnswer("cancel")}
      title={t("title", { count: names.length, name: names[0] ?? "" })}
      description={t("hint")}
      closeLabel={t("cancel")}
      actions={
        <>
          <Button onClick={() => onAnswer("skip")}>{t("skip", { count: names.length })}</Button>
          <Button onClick={() => onAnswer("both")}>{t("both")}</Button>
          <Button look="primary" onClick={() => onAnswer("replace")}>
            {t("replace")}
          </Button>
        </>
      }
    >
      {names.length > 1 ? (
        <ul className="space-y-1 text-13">
          {shown.map((name, at) => (
            <li key={`${at} ${name}`} dir="auto" className="truncate">
              {name}
            </li>
          ))}
          {names.length > shown.length ? (
            <li className="text-muted">{t("more", { count: names.length - shown.length })}</li>
          ) : null}
        </ul>
      ) : null}
    </Dialog>
  );
}
