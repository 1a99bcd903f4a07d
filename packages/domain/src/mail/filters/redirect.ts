import { Refusal } from "@carbyne/kernel";
import { addHeaders, type Part } from "@carbyne/mime";
import { splitAddress } from "../../addresses/index.ts";
import type { Context } from "../../context.ts";
import { resolveSettings } from "../../settings/index.ts";
import { countAttempt } from "../../sign-in/index.ts";
import { claimsOurs } from "../claims-ours.ts";
import type { Verdict } from "../store-message.ts";
import type { Failure } from "./plan.ts";

/** RFC 5321 §6.3: more than a hundred are a loop for sure; nothing honest has passed through half as many. */
export const mostHops = 50;
/** The field that says through which account a message was passed on. */
export const loopField = "Delivered-To";

export type Forwarding = {
  readonly accountId: string;
  readonly isActive: boolean;
  readonly spaceId: string;
  /** The account's own address. */
  readonly address: string;
  readonly part: Part;
  /** In lower case; null when the message has no author. */
  readonly author: string | null;
  readonly verdict: Verdict;
};

/**
 * Which of the addresses a message may be passed on to (RFC 5228 §4.2 and §10); the others are told of. Never a message that has been here before,
 * nor one whose author claims to be of ours without proof: our envelope would vouch for it.
 */
export async function allowedRedirects(
  ctx: Context,
  by: Forwarding,
  addresses: readonly string[],
): Promise<{ addresses: string[]; failures: Failure[] }> {
  const refuse = (code: string, params: Failure["params"] = {}) => ({ addresses: [], failures: [{ code, params }] });
  if (addresses.length === 0) return { addresses: [], failures: [] };
  if (isLoop(by)) return refuse("redirect-loop");
  if (await claimsOurs(ctx, by)) return refuse("redirect-unproven", { author: by.author ?? "" });
  const perDay = Number((await resolveSettings(ctx, by.accountId))["mail.redirectsPerDay"].value);
  if (perDay === 0 || !by.isActive) return refuse("redirect-forbidden");
  const allowed: string[] = [];
  const failures: Failure[] = [];
  for (const address of new Set(addresses)) {
    if (!isAddress(address)) failures.push({ code: "redirect-address", params: { address: address.slice(0, 200) } });
    else if (address.toLowerCase() === by.address.toLowerCase()) failures.push({ code: "redirect-self", params: {} });
    else if (!(await hasRoom(ctx, by.spaceId, perDay)))
      failures.push({ code: "redirect-limit", params: { max: perDay } });
    else allowed.push(address);
  }
  return { addresses: allowed, failures };
}

/** What is passed on, with the mark by which it is known when it comes back. */
export function markForwarded(raw: Buffer, address: string): Buffer {
  return addHeaders(raw, [[loopField, address]]);
}

function isLoop({ part, address }: Forwarding): boolean {
  if (part.all("received").length > mostHops) return true;
  return part.all(loopField.toLowerCase()).some((value) => value.trim().toLowerCase() === address.toLowerCase());
}

function isAddress(address: string): boolean {
  try {
    return splitAddress(address).local !== "";
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function hasRoom(ctx: Context, spaceId: string, perDay: number): Promise<boolean> {
  try {
    await countAttempt(ctx, `redirect:${spaceId}`, { burst: perDay, perMinute: perDay / 1440 });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
