import type { Member, Message } from "../api.ts";

/** Whom a message reached: of each as far as they let it be seen. */
export interface Reach {
  read: readonly Member[];
  delivered: readonly Member[];
  /** Not yet, or not to be seen. */
  others: readonly Member[];
}

/** How far a message came with those who are in its room, its author apart. */
export function reachOf(message: Pick<Message, "number" | "authorId">, members: readonly Member[]): Reach {
  // Nobody waits for a program to read.
  const others = members.filter((one) => one.id !== message.authorId && one.leftAt === null && one.kind !== "bot");
  const has = (number: number | null) => number !== null && number >= message.number;
  const read = others.filter((one) => has(one.readNumber));
  const delivered = others.filter((one) => !has(one.readNumber) && has(one.deliveredNumber));
  return { read, delivered, others: others.filter((one) => !has(one.readNumber) && !has(one.deliveredNumber)) };
}
