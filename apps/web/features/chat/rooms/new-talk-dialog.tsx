import { Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { Person } from "../api.ts";
import { PeopleField } from "./people-field.tsx";

const nobody: ReadonlySet<string> = new Set();

/** Chooses whom to talk with. */
export function NewTalkDialog({ onClose, onChoose }: { onClose: () => void; onChoose: (person: Person) => void }) {
  const t = useTranslations("chat.newTalk");
  return (
    <Dialog isOpen onClose={onClose} title={t("title")} closeLabel={t("cancel")}>
      <PeopleField chosen={[]} onChange={() => undefined} except={nobody} onOne={onChoose} />
    </Dialog>
  );
}
