import { DayDialog } from "../../../client/day-dialog.tsx";
import { endOfDay } from "../../../client/day-edges.ts";
import { useZone } from "../../../client/zone.ts";
import { listOf, listServer } from "../api.ts";
import { goToLine } from "./line-requests.ts";
import type { MailList } from "./use-mail-list.ts";

/** Asks for a day and goes to where it begins in the list. */
export function JumpDialog({ list, isOpen, onClose }: { list: MailList; isOpen: boolean; onClose: () => void }) {
  const zone = useZone();
  const { key } = list;
  const goToDay = async (day: string) => {
    if (!key) return;
    const { count } = await listServer.position({ ...listOf(key), date: endOfDay(day, zone).toISOString() });
    goToLine(list.name, count);
  };
  return <DayDialog isOpen={isOpen} onClose={onClose} onChoose={(day) => void goToDay(day)} />;
}
