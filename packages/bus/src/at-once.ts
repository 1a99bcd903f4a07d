import { createWaiting } from "./waiting.ts";

/**
 * Tells this process what it says itself: at the next turn of its loop, in order, without a way through the network. What one turn says of one key
 * is joined.
 */
export function createAtOnce<Value>({
  join,
  tell,
}: {
  join: (known: Value, next: Value) => Value;
  tell: (key: string, value: Value) => void;
}) {
  const waiting = createWaiting(join);
  let turn: NodeJS.Immediate | undefined;
  return {
    add(key: string, value: Value): void {
      waiting.add(key, value);
      turn ??= setImmediate(() => {
        turn = undefined;
        for (const [told, last] of waiting.takeAll()) tell(told, last);
      });
    },
    stop(): void {
      clearImmediate(turn);
    },
  };
}
