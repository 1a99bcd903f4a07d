import type { Context } from "../../context.ts";
import { ownAddresses } from "../conversations/own-addresses.ts";
import { isLocalDomain } from "../local-domain.ts";
import { type Answer, type AnswerText, composeAnswer } from "../out-of-office/answer.ts";
import { bare, type Incoming, mayAnswer, namedAddress } from "../out-of-office/may-answer.ts";
import { stateOf } from "../out-of-office/out-of-office.ts";
import type { Owner } from "./owners.ts";

/** RFC 3834 §2 asks for several days and recommends seven. */
const periodSeconds = 7 * 86_400;

/** The reply of an owner who is away, when this message may have one: the text for colleagues or the one for everybody else. */
export async function answerWhileAway(ctx: Context, owner: Owner, incoming: Incoming): Promise<Answer[]> {
  const { autoReply } = owner;
  if (!autoReply || !owner.isActive || stateOf(autoReply, ctx.clock.now()) !== "on") return [];
  const isInternal = await isLocalDomain(ctx, domainOf(incoming.reversePath));
  if (!isInternal && autoReply.external === "none") return [];
  const html = isInternal || autoReply.external === "same" ? autoReply.internalHtml : autoReply.externalHtml;
  return answer(ctx, owner, incoming, { handle: `out-of-office ${autoReply.version}`, seconds: periodSeconds, html });
}

/** An automatic reply in an owner's name, or none when the message may have none. `more` are further addresses that the owner says are theirs. */
export async function answer(
  ctx: Context,
  owner: Owner,
  incoming: Incoming,
  text: AnswerText,
  more: readonly string[] = [],
): Promise<Answer[]> {
  const own = await ownAddresses(ctx, owner.accountId);
  const named = new Set([...own, ...more.map((address) => address.toLowerCase())]);
  if (!mayAnswer(incoming, named)) return [];
  // Whatever the owner wrote, mail goes out from an address of the account only.
  const wanted = text.from && own.has(bare(text.from.address)) ? text.from : undefined;
  const address = wanted?.address ?? namedAddress(incoming.part, own) ?? owner.address;
  return [await composeAnswer(ctx, { ...owner, name: wanted?.name || owner.name, address }, incoming, text)];
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
