import { showToast } from "@carbyne/ui";
import { useMemo } from "react";
import { useWords } from "../../../client/words.ts";
import { compose } from "../../mail/compose.ts";
import { chatServer } from "../api.ts";

export interface MailStart {
  /** With something that was said, to whoever said it. */
  withMessage: (messageId: string) => void;
  /** To all others in a room. */
  toRoom: (roomId: string) => void;
}

/** Begins mails in the chat: the server says what they begin with, and they are written where all mail is written. */
export function useMailStart(): MailStart {
  const words = useWords();
  return useMemo((): MailStart => {
    const open = (begun: ReturnType<typeof chatServer.startRoomMail>) =>
      void begun.then(
        (content) => compose({ kind: "chat", content }),
        (error: unknown) => void showToast({ text: words(error).text }),
      );
    return {
      withMessage: (messageId) => open(chatServer.startMessageMail(messageId)),
      toRoom: (roomId) => open(chatServer.startRoomMail(roomId)),
    };
  }, [words]);
}
