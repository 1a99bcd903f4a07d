import type { TimelineHandle, TimelineProps } from "@carbyne/ui";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { startOfDay } from "../../../client/day-edges.ts";
import { useLatest } from "../../../client/latest.ts";
import { useZone } from "../../../client/zone.ts";
import { isUnreadIn, type Row, type Unread } from "../live/rows.ts";
import type { StretchView } from "./use-stretch.ts";

const markedMs = 2_000;

interface Given {
  timeline: RefObject<TimelineHandle | null>;
  view: StretchView;
  rows: readonly Row[];
  unread: Unread | null;
  /** The message that is to be seen; changes with each wish. */
  wanted: { number: number; wish: unknown } | null;
}

export interface LogPlaces {
  /** The row that was gone to, for a moment. */
  marked: string | null;
  /** False until what is to be seen first is there. */
  isReady: boolean;
  start: NonNullable<TimelineProps["start"]>;
  goToDay: (day: string) => Promise<void>;
}

/** Where a log begins, which is where the unread does or its end, and the ways to a message and to a day. */
export function useLogPlaces({ timeline, view, rows, unread, wanted }: Given): LogPlaces {
  const zone = useZone();
  const { stretch, jump } = view;
  const [marked, setMarked] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const [isReady, setIsReady] = useState(unread === null || wanted !== null);

  // More may be unread than was loaded: then what is around its beginning is.
  const isAsked = useRef(false);
  useEffect(() => {
    if (isReady || !stretch || isAsked.current) return;
    isAsked.current = true;
    const isFar = unread !== null && !isUnreadIn(stretch.messages, { unread, hasEarlier: stretch.hasEarlier });
    const ready = () => setIsReady(true);
    if (isFar) void jump(unread.after + 1).then(ready, ready);
    else ready();
  }, [isReady, stretch, unread, jump]);

  const done = useRef<unknown>(null);
  const asked = useRef<unknown>(null);
  const show = useLatest(async () => {
    if (!stretch || wanted === null || done.current === wanted.wish) return;
    const row = rows.find((one) => one.kind === "message" && one.message.number === wanted.number);
    if (row) {
      done.current = wanted.wish;
      if (timeline.current?.scrollToKey(row.key, "center")) setMarked(row.key);
    } else if (asked.current !== wanted.wish) {
      // Asked for once: where it is not there, it is not for this person to see.
      asked.current = wanted.wish;
      await jump(wanted.number);
    }
  });
  useEffect(() => {
    if (isReady) void show().catch(() => undefined);
  }, [isReady, wanted, rows, show]);

  useEffect(() => {
    if (marked === null) return;
    const timer = window.setTimeout(() => setMarked(null), markedMs);
    return () => window.clearTimeout(timer);
  }, [marked]);

  useEffect(() => {
    if (day === null) return;
    const from = startOfDay(day, zone).getTime();
    const at = rows.findIndex((row) => row.kind === "day" && Date.parse(row.at) >= from);
    const row = rows[at] ?? rows.at(-1);
    if (row) timeline.current?.scrollToKey(row.key, "start");
    setDay(null);
  }, [day, rows, zone, timeline]);

  return {
    marked,
    isReady,
    start: rows.some((row) => row.kind === "unread") ? { key: "unread", align: "center" } : "end",
    goToDay: useCallback(
      async (wish: string) => {
        await jump({ at: startOfDay(wish, zone).toISOString() });
        setDay(wish);
      },
      [jump, zone],
    ),
  };
}
