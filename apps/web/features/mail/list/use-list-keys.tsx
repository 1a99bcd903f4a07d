import type { LongListHandle } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useMemo, useState } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import { rowAt } from "../segments.ts";
import type { MailList } from "./use-mail-list.ts";

export interface ListMoves {
  /** Goes to a line, loaded or not, and stands on it once it is there. */
  goToLine: (line: number, align?: "auto" | "start") => void;
}

const kinds = {
  all: "list.selectAll",
  none: "list.selectNone",
  read: "list.selectRead",
  unread: "list.selectUnread",
  starred: "list.selectStarred",
  unstarred: "list.selectUnstarred",
} as const;

/** Moves through the whole list: to its ends and by pages, and the kinds of rows that can be selected at once. */
export function useListKeys(list: MailList, handle: RefObject<LongListHandle | null>): ListMoves {
  const t = useTranslations("listing");
  const tMail = useTranslations("mail");
  const { data, rows, selection, cursorLine, setCursor } = list;
  const [wanted, setWanted] = useState<number | null>(null);
  const total = data?.total ?? 0;

  // The line that was gone to has come in.
  const arrived = wanted === null ? undefined : rowAt(data, Math.min(wanted, total - 1));
  useEffect(() => {
    if (!arrived) return;
    setWanted(null);
    setCursor(arrived.id);
  }, [arrived, setCursor]);

  const moves = useMemo(
    (): ListMoves => ({
      goToLine: (line, align = "auto") => {
        const at = Math.max(0, Math.min(line, total - 1));
        handle.current?.scrollTo(at, align);
        setWanted(at);
      },
    }),
    [data, total, handle],
  );

  const commands = useMemo((): Command[] => {
    const move = (id: "first" | "last" | "pageDown" | "pageUp", line: () => number): Command => ({
      id: `list.${id}`,
      label: t(`keys.${id}`),
      section: tMail("keys.section"),
      action: `list.${id}`,
      isKeyOnly: true,
      isIdle: total === 0,
      run: () => moves.goToLine(line()),
    });
    const page = () => handle.current?.pageLines() ?? 1;
    const at = Math.max(0, cursorLine);
    const kind = (id: keyof typeof kinds, run: () => void): Command => ({
      id: `list.select.${id}`,
      label: `${t("select.title")}: ${t(`select.${id}`)}`,
      section: tMail("keys.section"),
      action: kinds[id],
      isIdle: rows.length === 0,
      run,
    });
    return [
      move("first", () => 0),
      move("last", () => total - 1),
      move("pageDown", () => at + page()),
      move("pageUp", () => at - page()),
      kind("all", selection.selectAll),
      kind("none", selection.clear),
      kind("read", () => selection.selectWhere((row) => row.unread === 0)),
      kind("unread", () => selection.selectWhere((row) => row.unread > 0)),
      kind("starred", () => selection.selectWhere((row) => row.isFlagged)),
      kind("unstarred", () => selection.selectWhere((row) => !row.isFlagged)),
    ];
  }, [t, tMail, total, moves, handle, cursorLine, rows, selection]);
  useCommands(commands);
  return moves;
}
