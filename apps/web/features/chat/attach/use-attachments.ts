import { useCallback, useEffect, useRef, useState } from "react";
import { bringIn } from "./bring-in.ts";

/** A file that goes with the next message. */
export interface Attached {
  key: string;
  name: string;
  type: string;
  sizeBytes: number;
  sentBytes: number;
  state: "sending" | "done" | "failed";
  error?: unknown;
  nodeId: string | null;
  /** Of pictures, in pixels. */
  width?: number;
  height?: number;
}

export interface Attachments {
  all: readonly Attached[];
  add: (files: readonly File[]) => void;
  remove: (key: string) => void;
  clear: () => void;
  isSending: boolean;
}

const mostAtOnce = 20;

/** Files that are brought into a room before the message that they go with. */
export function useAttachments(roomId: string): Attachments {
  const [all, setAll] = useState<readonly Attached[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  useEffect(() => {
    const going = stops.current;
    return () => {
      for (const stop of going.values()) stop.abort();
    };
  }, []);

  const send = useCallback(
    async (key: string, file: File) => {
      const change = (part: Partial<Attached>) =>
        setAll((now) => now.map((one) => (one.key === key ? { ...one, ...part } : one)));
      const stop = new AbortController();
      stops.current.set(key, stop);
      try {
        const brought = await bringIn(roomId, file, {
          signal: stop.signal,
          onProgress: (sentBytes) => change({ sentBytes }),
        });
        change({ state: "done", ...brought });
      } catch (error) {
        if (!stop.signal.aborted) change({ state: "failed", error });
      } finally {
        stops.current.delete(key);
      }
    },
    [roomId],
  );
  const add = useCallback(
    (files: readonly File[]) => {
      const taken = files.slice(0, mostAtOnce).map((file) => ({ key: crypto.randomUUID(), file }));
      setAll((now) => [
        ...now,
        ...taken.map(({ key, file }) => ({
          key,
          name: file.name,
          type: file.type,
          sizeBytes: file.size,
          sentBytes: 0,
          state: "sending" as const,
          nodeId: null,
        })),
      ]);
      for (const { key, file } of taken) void send(key, file);
    },
    [send],
  );
  return {
    all,
    add,
    remove: useCallback((key: string) => {
      stops.current.get(key)?.abort();
      setAll((now) => now.filter((one) => one.key !== key));
    }, []),
    clear: useCallback(() => setAll([]), []),
    isSending: all.some((one) => one.state === "sending"),
  };
}
