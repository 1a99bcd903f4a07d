import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { useConversation } from "../api.ts";

/** The chat's own part is loaded when somebody wants to talk about a mail. */
const DiscussDialog = lazyLayer(
  () => import("../../chat/mail/discuss-dialog.tsx").then((module) => module.DiscussDialog),
  { cancel: ({ onClose }) => onClose() },
);

/** Talks about a conversation in the chat: its latest message that was sent or came is what is brought there. */
export function Discuss({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { data } = useConversation(conversationId);
  const latest = data?.messages.findLast((message) => !message.isDraft);
  if (!data || !latest) return null;
  return <DiscussDialog conversationId={data.threadId} subject={data.subject} mailId={latest.id} onClose={onClose} />;
}
