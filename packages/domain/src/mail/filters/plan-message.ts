import type { Context } from "../../context.ts";
import type { Incoming } from "../out-of-office/may-answer.ts";
import { answerWhileAway } from "./away.ts";
import { type Owner, roleFor } from "./owners.ts";
import { keepIn, type Plan } from "./plan.ts";

export type Planning = {
  readonly owner: Owner;
  readonly incoming: Incoming;
  readonly raw: Buffer;
  /** The address of the envelope that it came to. */
  readonly recipient: string;
  readonly isJunk: boolean;
};

/** What is to become of a message that arrives: junk stays junk, and who is away says so. */
export async function planMessage(ctx: Context, planning: Planning): Promise<Plan> {
  const { owner, incoming } = planning;
  const role = roleFor(owner, planning.isJunk);
  const plan = keepIn(role);
  // Nobody who sends junk learns that the address is read, and what its owner throws away is not answered.
  const isTaken = plan.places.length > 0 || plan.redirects.length > 0;
  if (role === "junk" || !isTaken || plan.rejection) return plan;
  const away = await answerWhileAway(ctx, owner, incoming);
  return away.length > 0 ? { ...plan, answers: away } : plan;
}
