import { Button } from "@carbyne/ui";
import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { goTo } from "../../../client/place.ts";
import { hrefIn, type MailPlace } from "../place.ts";
import type { Conversation } from "../types.ts";

/** Below a message that is shown alone: the way to the conversation that it belongs to. */
export function WholeConversation({ conversation, place }: { conversation: Conversation; place: MailPlace }) {
  const t = useTranslations("listing");
  if (conversation.otherMessages === 0) return null;
  return (
    <p className="my-3 max-md:px-4">
      <Button look="ink" onClick={() => goTo(hrefIn(place, conversation.threadId))}>
        <MessagesSquare aria-hidden="true" />
        {t("wholeConversation", { count: conversation.otherMessages })}
      </Button>
    </p>
  );
}
