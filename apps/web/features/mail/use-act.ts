import { awaitToast, showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { isUnreachable, useWords } from "../../client/words.ts";
import { newKey, putOff, takeOut } from "../offline/outbox.ts";
import { useMe } from "../session/me.ts";
import { conversationServer } from "./api.ts";
import { useMailboxName } from "./mailbox-name.ts";
import type { ActInput } from "./optimism.ts";
import { showAct } from "./show-act.ts";
import { syncOf } from "./sync.ts";
import { useWhen } from "./times/use-when.ts";
import type { Mailbox } from "./types.ts";

export interface ActOptions {
  /** No sentence when it works: for what a person did not ask for in words, such as reading. */
  isQuiet?: boolean;
  onUndone?: () => void;
}

/** The server takes so many at once; a long selection goes in parts. */
const mostAtOnce = 500;

/** Asks the server; answers what undoes it, or null when it cannot be undone. */
export async function runAct(input: ActInput): Promise<string[] | null> {
  const { act, toMailboxId, until, tags, list } = input;
  const how = {
    act,
    ...(toMailboxId ? { toMailboxId } : {}),
    ...(until ? { until } : {}),
    ...(tags ? { tags: { add: [...tags.add], remove: [...tags.remove] } } : {}),
  };
  if (list) {
    const { undo } = await conversationServer.actOnList({ list, ...how });
    return undo === null ? null : [undo];
  }
  const tokens: string[] = [];
  let canUndo = true;
  for (const { rows, fromMailboxId } of partsOf(input)) {
    const messageIds = rows.filter((row) => row.id !== row.threadId).map((row) => row.id);
    const { undo } = await conversationServer.act({
      ids: [...new Set(rows.map((row) => row.threadId))],
      ...(messageIds.length > 0 ? { messageIds } : {}),
      ...(fromMailboxId ? { fromMailboxId } : {}),
      ...how,
    });
    if (undo === null) canUndo = false;
    else tokens.push(undo);
  }
  return canUndo ? tokens : null;
}

/** Not too many at once, and of a list over several inboxes what lies in each of them by itself. */
function* partsOf({ rows, fromMailboxId, isByMailbox }: ActInput): Generator<Pick<ActInput, "rows" | "fromMailboxId">> {
  const groups = isByMailbox ? Map.groupBy(rows, (row) => row.stand.mailboxId) : new Map([[fromMailboxId, rows]]);
  for (const [from, here] of groups)
    for (let at = 0; at < here.length; at += mostAtOnce)
      yield { rows: here.slice(at, at + mostAtOnce), fromMailboxId: from };
}

/** Does a verb on conversations: shown at once, confirmed with Undo or rolled back with a sentence. */
export function useAct(): (input: ActInput, options?: ActOptions) => Promise<void> {
  const queryClient = useQueryClient();
  const t = useTranslations("mail");
  const tOffline = useTranslations("offline");
  const accountId = useMe().account.id;
  const words = useWords();
  const nameOf = useMailboxName();
  const when = useWhen();
  return useCallback(
    async (input, options = {}) => {
      if (input.rows.length === 0) return;
      const takeBack = showAct(queryClient, input);
      const show = options.isQuiet ? undefined : awaitToast();
      const sync = syncOf(queryClient);
      const fail = (error: unknown) => {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      };
      const undo = async (tokens: readonly string[]) => {
        takeBack();
        options.onUndone?.();
        await sync
          .duringAct(async () => {
            for (const token of tokens) await conversationServer.undo({ undo: token });
          })
          .catch(fail);
      };
      try {
        const tokens = await sync.duringAct(() => runAct(input));
        if (!show) return;
        const folder = queryClient
          .getQueryData<Mailbox[]>(["mailboxes"])
          ?.find((mailbox) => mailbox.id === input.toMailboxId);
        show({
          text: t(`done.${input.act}`, {
            count: input.list ? (input.total ?? 0) : input.rows.length,
            folder: folder ? nameOf.own(folder) : "",
            time: input.until ? when.at(input.until) : "",
          }),
          ...(tokens === null ? {} : { action: { label: t("undo"), isLasting: true, run: () => void undo(tokens) } }),
        });
      } catch (error) {
        const waiting = { kind: "act" as const, id: newKey(), accountId, at: Date.now(), input };
        if (
          isUnreachable(error) &&
          (await putOff(waiting).then(
            () => true,
            () => false,
          ))
        ) {
          const run = async () => {
            // Done meanwhile: it is not taken back by showing it so.
            if (!(await takeOut(waiting.id))) return;
            takeBack();
            options.onUndone?.();
          };
          show?.({ text: tOffline("actLater"), action: { label: t("undo"), run: () => void run() } });
          return;
        }
        show?.();
        takeBack();
        fail(error);
      }
    },
    [queryClient, t, tOffline, accountId, words, nameOf, when],
  );
}
