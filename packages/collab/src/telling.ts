import * as Y from "yjs";
import type { Connection } from "./room.ts";

/** More than this is told at once. */
const mostBytes = 1024 * 1024;

type Tell = (update: Uint8Array, except: Connection | null) => void;

/** Gathers what changes in one turn of the loop, and tells it as one: to send a message costs more than to put two changes together. */
export function createTelling(tell: Tell) {
  let changes: { readonly update: Uint8Array; readonly by: Connection | null }[] = [];
  let others: (() => void)[] = [];
  let bytes = 0;
  let turn: NodeJS.Immediate | undefined;

  function flush(): void {
    clearImmediate(turn);
    turn = undefined;
    const [said, after] = [changes, others];
    [changes, others, bytes] = [[], [], 0];
    const [first] = said;
    if (first) {
      const update = said.length === 1 ? first.update : Y.mergeUpdates(said.map((one) => one.update));
      // Of what several did, each hears also their own, which changes nothing for them.
      tell(update, said.every(({ by }) => by === first.by) ? first.by : null);
    }
    for (const one of after) one();
  }
  return {
    change(update: Uint8Array, by: Connection | null): void {
      changes.push({ update, by });
      bytes += update.length;
      if (bytes > mostBytes) flush();
      else turn ??= setImmediate(flush);
    },
    /** What is to be told behind the changes that came before it. */
    behind(work: () => void): void {
      others.push(work);
      turn ??= setImmediate(flush);
    },
    flush,
  };
}
