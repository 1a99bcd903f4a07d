import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { chatServer, type Stretch, stretchKey, stretchQuery } from "../api.ts";
import { joined } from "../live/stretch.ts";

export interface StretchView {
  stretch: Stretch | undefined;
  error: unknown;
  retry: () => void;
  loadEarlier: (() => void) | undefined;
  loadLater: (() => void) | undefined;
  /** Shows what is around a number, or the end. */
  jump: (to: number | "end" | { at: string }) => Promise<void>;
}

/** What is shown of a room or a thread, which grows at both ends as one gets there. */
export function useStretch(roomId: string, threadId: string | null): StretchView {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(stretchQuery(roomId, threadId));
  const isAsking = useRef(false);
  const key = stretchKey(roomId, threadId);
  const thread = threadId === null ? {} : { threadId };

  const load = async (keep: "start" | "end") => {
    const shown = queryClient.getQueryData<Stretch>(key);
    const edge = keep === "start" ? shown?.messages[0] : shown?.messages.at(-1);
    if (!shown || !edge || isAsking.current) return;
    isAsking.current = true;
    try {
      const more = await chatServer.messages({
        roomId,
        ...thread,
        limit: 100,
        ...(keep === "start" ? { before: edge.number } : { after: edge.number }),
      });
      queryClient.setQueryData<Stretch>(key, (now) => (now ? joined(now, more, keep) : now));
    } catch {
      // Scrolling on asks again.
    } finally {
      isAsking.current = false;
    }
  };
  const latest = useRef(load);
  useEffect(() => {
    latest.current = load;
  });
  const loadEarlier = useCallback(() => void latest.current("start"), []);
  const loadLater = useCallback(() => void latest.current("end"), []);
  const jump = useCallback(
    async (to: number | "end" | { at: string }) => {
      const where = to === "end" ? {} : typeof to === "number" ? { around: to } : to;
      const next = await chatServer.messages({ roomId, ...(threadId === null ? {} : { threadId }), ...where });
      queryClient.setQueryData<Stretch>(stretchKey(roomId, threadId), next);
    },
    [queryClient, roomId, threadId],
  );
  return {
    stretch: data,
    error,
    retry: useCallback(() => void refetch(), [refetch]),
    loadEarlier: data?.hasEarlier ? loadEarlier : undefined,
    loadLater: data?.hasLater ? loadLater : undefined,
    jump,
  };
}
