import { useTranslations } from "next-intl";
import type { MessageView } from "../types.ts";
import { usePeopleWords } from "./people-words.ts";

/** Who wrote a message, with the name that is shown: oneself is "You". */
export function useAuthor({ from, sender }: Pick<MessageView, "from" | "sender">): {
  name: string;
  address: string;
  shown: string;
} {
  const t = useTranslations("reading");
  const tSharing = useTranslations("sharing");
  const people = usePeopleWords();
  const name = from ? people.name(from) : "";
  const isMe = from !== null && people.isMe(from);
  const author = isMe ? t("me") : name;
  // RFC 5322 §3.6.2: somebody sent it for its author, and both are told.
  const shown = sender
    ? tSharing("onBehalf", { sender: people.isMe(sender) ? t("me") : people.name(sender), author: name })
    : author;
  return { name, address: from?.address ?? "", shown };
}
