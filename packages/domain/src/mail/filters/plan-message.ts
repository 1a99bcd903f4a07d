import type { MailboxRole } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import type { Incoming } from "../out-of-office/may-answer.ts";
import { answerWhileAway } from "./away.ts";
import { type Owner, roleFor } from "./owners.ts";
import { keepIn, type Plan } from "./plan.ts";
import { planByScript } from "./plan-by-script.ts";

export type Planning = {
  readonly owner: Owner;
  readonly incoming: Incoming;
  readonly raw: Buffer;
  /** The address of the envelope that it came to. */
  readonly recipient: string;
  readonly isJunk: boolean;
};

/** What is to become of a message that arrives: junk stays junk, the script decides about the rest, and who is away says so. */
export async function planMessage(ctx: Context, planning: Planning): Promise<Plan> {
  const { owner, incoming } = planning;
  const role = roleFor(owner, planning.isJunk);
  const plan = await filtered(ctx, planning, role);
  // Nobody who sends junk learns that the address is read, and what its owner throws away is not answered.
  const isTaken = plan.places.length > 0 || plan.redirects.length > 0;
  if (role === "junk" || !isTaken || plan.rejection) return plan;
  const away = await answerWhileAway(ctx, owner, incoming);
  return away.length > 0 ? { ...plan, answers: away } : plan;
}

async function filtered(ctx: Context, planning: Planning, role: MailboxRole): Promise<Plan> {
  const { script, accountId } = planning.owner;
  if (script === null) return keepIn(role);
  if (role === "junk" && (await resolveSettings(ctx, accountId))["mail.filterJunk"].value !== true) return keepIn(role);
  return planByScript(ctx, { ...planning, script, role });
}
