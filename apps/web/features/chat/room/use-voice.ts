import { useTranslations } from "next-intl";
import { useState } from "react";
import { chatServer } from "../api.ts";
import { bringIn } from "../attach/bring-in.ts";
import type { Voice } from "../composer/voice-recorder.ts";

interface Place {
  roomId: string;
  threadId: string | null;
  isAlsoInRoom: boolean;
}

/** What was said and could not be sent, with what went wrong. */
interface Unsent {
  voice: Voice;
  /** The same again under it is the same message. */
  key: string;
  error: unknown;
}

export interface VoiceSending {
  send: (voice: Voice) => Promise<void>;
  unsent: Unsent | null;
  isSending: boolean;
  retry: () => void;
  giveUp: () => void;
}

/** Sends what was said to the microphone; what fails is kept until it is sent or thrown away. */
export function useVoice({ roomId, threadId, isAlsoInRoom }: Place): VoiceSending {
  const t = useTranslations("chat.write");
  const [unsent, setUnsent] = useState<Unsent | null>(null);
  const [isSending, setIsSending] = useState(false);
  const sendAs = async (voice: Voice, key: string) => {
    const { blob, seconds, levels } = voice;
    setIsSending(true);
    try {
      // By its name alone the server tells a recording from a film in the same wrapping.
      const end = blob.type === "audio/mp4" ? "m4a" : "weba";
      const file = new File([blob], `${t("voiceFile")}.${end}`, { type: blob.type });
      const { nodeId } = await bringIn(roomId, file, { signal: new AbortController().signal });
      const thread = threadId === null ? {} : { threadId, isAlsoInRoom };
      await chatServer.sendVoice({ roomId, key, nodeId: nodeId ?? "", seconds, levels: [...levels], ...thread });
      setUnsent(null);
    } catch (error) {
      setUnsent({ voice, key, error });
    } finally {
      setIsSending(false);
    }
  };
  return {
    send: (voice) => sendAs(voice, crypto.randomUUID()),
    unsent,
    isSending,
    retry: () => unsent && void sendAs(unsent.voice, unsent.key),
    giveUp: () => setUnsent(null),
  };
}
