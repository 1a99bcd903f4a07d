import { use, useMemo } from "react";
import { MeContext } from "../session/me.ts";
import { useGuest } from "./guest-page/guest.ts";

/** What there is in rooms beside what is written; an administrator switches it off. */
export interface ChatHas {
  threads: boolean;
  reactions: boolean;
  polls: boolean;
  voice: boolean;
}

/** What of the chat there is for whoever looks at it. The server refuses the rest to anybody. */
export function useChatHas(): ChatHas {
  const settings: Readonly<Record<string, unknown>> | undefined = use(MeContext)?.settings;
  const isGuest = useGuest() !== null;
  return useMemo(() => {
    if (isGuest) return { threads: true, reactions: true, polls: false, voice: false };
    const has = (feature: keyof ChatHas) => settings?.[`chat.${feature}`] !== false;
    return { threads: has("threads"), reactions: has("reactions"), polls: has("polls"), voice: has("voice") };
  }, [settings, isGuest]);
}
