import { useMemo } from "react";
import { dateFormat } from "../../../client/date-format.ts";
import { useZone } from "../../../client/zone.ts";
import type { Stretch } from "../api.ts";
import { useOneself } from "../guest-page/guest.ts";
import { useOutgoing } from "../live/outbox.ts";
import { type Row, rowsOf, type Unread } from "../live/rows.ts";

export interface LogRows {
  rows: readonly Row[];
  keys: readonly string[];
  byKey: ReadonlyMap<string, Row>;
}

/** The rows of what is shown of a room or a thread, with what is on its way there. */
export function useLogRows({
  roomId,
  threadId,
  stretch,
  unread,
}: {
  roomId: string;
  threadId: string | null;
  stretch: Stretch | undefined;
  unread: Unread | null;
}): LogRows {
  const zone = useZone();
  const me = useOneself();
  const allOutgoing = useOutgoing();
  const outgoing = useMemo(
    () =>
      allOutgoing.filter(
        (one) =>
          one.roomId === roomId &&
          (threadId === null ? one.threadId === null || one.isAlsoInRoom : one.threadId === threadId),
      ),
    [allOutgoing, roomId, threadId],
  );
  return useMemo(() => {
    const dayName = dateFormat("en-CA", { timeZone: zone, dateStyle: "short" });
    const rows = rowsOf({
      messages: stretch?.messages ?? [],
      outgoing: stretch?.hasLater ? [] : outgoing,
      me: me.id,
      unread,
      hasEarlier: stretch?.hasEarlier ?? true,
      dayOf: (at) => dayName.format(new Date(at)),
    });
    return { rows, keys: rows.map((row) => row.key), byKey: new Map(rows.map((row) => [row.key, row])) };
  }, [stretch, outgoing, me.id, unread, zone]);
}
