import { Refusal } from "@carbyne/kernel";
import type { Context } from "../../context.ts";

/** Works that wait; more are refused. */
const mostWaiting = 100;

type Turns = { last: Promise<unknown>; waiting: number };
const turns = new WeakMap<object, Turns>();

/** One work after the other in this process. The thread that reads texts answers one question at a time anyway. */
export async function inTurn<Result>(ctx: Pick<Context, "db">, work: () => Promise<Result>): Promise<Result> {
  const ours = turns.get(ctx.db) ?? { last: Promise.resolve(), waiting: 0 };
  turns.set(ctx.db, ours);
  if (ours.waiting >= mostWaiting) throw new Refusal("busy", "document-busy");
  ours.waiting++;
  const done = ours.last.then(work);
  ours.last = done.catch(() => {});
  try {
    return await done;
  } finally {
    ours.waiting--;
  }
}
