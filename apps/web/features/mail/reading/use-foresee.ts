import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { prefetchConversation } from "../api.ts";
import { afterDwell, warmBody } from "./body-frames.ts";

export interface Foresee {
  /** The pointer or the keyboard is on it. */
  near: (conversationId: string) => void;
  /** It stands beside what is open. */
  beside: (conversationIds: readonly string[]) => void;
}

/** What was opened comes first. Safari has no idle callbacks. */
function whenIdle(run: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(run, { timeout: 1_000 });
  else setTimeout(run, 200);
}

/** Has ready what is likely to be opened next, so that it shows at once. */
export function useForesee(): Foresee {
  const queryClient = useQueryClient();
  return useMemo(() => {
    const warm = async (id: string) => {
      const conversation = await prefetchConversation(queryClient, id);
      const newest = conversation?.messages.at(-1);
      // Pictures of other servers are fetched when a message is read, not when it might be.
      if (newest && !newest.showsRemoteImages) warmBody(newest.bodyUrl);
    };
    return {
      near: (id) => {
        // Not at once: a list that is scrolled moves many rows along under the pointer.
        afterDwell(() => void warm(id));
      },
      beside: (ids) => {
        whenIdle(() => ids.forEach((id) => void warm(id)));
      },
    };
  }, [queryClient]);
}
