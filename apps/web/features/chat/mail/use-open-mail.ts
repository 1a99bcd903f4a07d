import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { boxHref } from "../../mail/place.ts";
import { chatServer } from "../api.ts";

/** Goes to the mail that a message is bound to, in one's own mailbox. Whoever does not have it is told so. */
export function useOpenMail(): { open: (linkId: string) => Promise<void>; isBusy: boolean; fault: string | null } {
  const t = useTranslations("chat.mail");
  const words = useWords();
  const router = useRouter();
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const open = async (linkId: string) => {
    setIsBusy(true);
    setFault(null);
    try {
      const { conversationId } = await chatServer.findMail(linkId);
      if (conversationId === null) setFault(t("notYours"));
      else router.push(boxHref("inbox", conversationId));
    } catch (error) {
      setFault(words(error).text);
    } finally {
      setIsBusy(false);
    }
  };
  return { open, isBusy, fault };
}
