import { useTranslations } from "next-intl";
import type { MessageView } from "../types.ts";
import { usePeopleWords } from "./people-words.ts";

/** Who wrote a message, with the name that is shown: oneself is "You". */
export function useAuthor({ from }: Pick<MessageView, "from">): { name: string; address: string; shown: string } {
  const t = useTranslations("reading");
  const people = usePeopleWords();
  const name = from ? people.name(from) : "";
  const isMe = from !== null && people.isMe(from);
  return { name, address: from?.address ?? "", shown: isMe ? t("me") : name };
}
