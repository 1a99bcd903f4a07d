import { Refusal } from "@carbyne/kernel";
import type pg from "pg";
import type { Context } from "../context.ts";
import { changeSpaces, outboundQueueSpace } from "../spaces/index.ts";
import type { Delivered } from "./deliver-message.ts";
import { carryOut, type Deed, type Mail } from "./filters/carry-out.ts";
import { mailsOf } from "./filters/mails-of.ts";
import { type Owner, ownersOf } from "./filters/owners.ts";
import { keepIn, type Plan, type Rejection } from "./filters/plan.ts";
import { planMessage } from "./filters/plan-message.ts";
import { canSayInDialogue, mayReport, rejectionLine, reportRejection } from "./filters/report-rejection.ts";
import type { Incoming } from "./out-of-office/may-answer.ts";
import { type Author, planListMail } from "./list-mail.ts";
import type { Recipient } from "./recipient.ts";
import { type PreparedMessage, prepareMessage, type Verdict } from "./store-message.ts";

export type Reception = {
  readonly raw: Buffer;
  /** "" for the null path. */
  readonly reversePath: string;
  readonly recipients: readonly (Recipient & { readonly address: string })[];
  readonly verdict: Verdict;
  /** Belongs into junk by what is known of its way. */
  readonly isJunk: boolean;
  /** Of mail from here: who gave it in. */
  readonly author?: Author;
};

type Within = (client: pg.PoolClient) => Promise<unknown>;

export type Received = {
  /** The spaces whose filters refuse the message, each with the reason. */
  readonly rejections: ReadonlyMap<string, Rejection>;
  /** How many spaces it is for. */
  readonly count: number;
  /**
   * Stores the message in every space that does not refuse it, and does all that filters do besides, in one transaction: when this returns it is
   * durable, when it throws nothing is there. `within` is a further step of it. With `reportFrom`, the name of this server, those who
   * refuse tell the sender by mail, or keep the message when they cannot; without it the caller tells.
   */
  store(options?: { within?: Within; reportFrom?: string }): Promise<Delivered[]>;
};

/**
 * The answer to the sender's server when nobody takes a message: better told in the dialogue than by mail (RFC 5429 §2.1.1). Null when somebody
 * takes it, or when a reply of SMTP cannot say the reason.
 */
export function refusalOfAll({ rejections, count }: Received): Refusal | null {
  const reasons = [...rejections.values()];
  const [first] = reasons;
  if (!first || reasons.length < count || !reasons.every(canSayInDialogue)) return null;
  return new Refusal("forbidden", "rejected-by-recipient", { reason: rejectionLine(first) });
}

type Case = {
  readonly recipient: string;
  readonly owner: Owner | null;
  readonly plan: Plan;
  /** Of a list, which keeps nothing and passes it on: to its members, or nothing at all. */
  readonly passedOn?: readonly Mail[];
};

/** Asks the filters of everybody whom a message is for. Nothing is written before `store`. */
export async function receiveMessage(ctx: Context, reception: Reception): Promise<Received> {
  const { raw, verdict, reversePath, isJunk } = reception;
  const message = await prepareMessage(ctx, raw, { verdict });
  const incoming: Incoming = { part: message.part, summary: message.summary, reversePath, verdict };
  const lists = new Map(reception.recipients.flatMap((one) => (one.listId ? [[one.spaceId, one] as const] : [])));
  const people = reception.recipients.filter((one) => !one.listId);
  const recipients = new Map(people.map(({ spaceId, address }) => [spaceId, address]));
  const author = incoming.summary.from[0]?.address ?? null;
  const owners = await ownersOf(ctx, { spaceIds: [...recipients.keys()], author, direction: "incoming" });
  const cases = new Map<string, Case>();
  for (const [spaceId, recipient] of recipients) {
    const owner = owners.get(spaceId) ?? null;
    const plan = owner
      ? await planMessage(ctx, { owner, incoming, raw, recipient, isJunk })
      : keepIn(isJunk ? "junk" : "inbox");
    cases.set(spaceId, { recipient, owner, plan });
  }
  const except = { spaceIds: new Set(recipients.keys()), addresses: new Set<string>() };
  for (const [spaceId, { listId = "", address }] of lists) {
    const planned = await planListMail(ctx, {
      listId,
      raw,
      incoming,
      isJunk,
      author: reception.author ?? null,
      except,
    });
    const { rejection } = planned;
    const passedOn = rejection ? [] : planned.mails;
    cases.set(spaceId, { recipient: address, owner: null, plan: { ...nothing, rejection }, passedOn });
  }
  const refused = [...cases].flatMap(([id, { plan }]) => (plan.rejection ? [[id, plan.rejection] as const] : []));
  return {
    rejections: new Map(refused),
    count: cases.size,
    store: (options = {}) => storeAll(ctx, { raw, message, incoming, cases, ...options }),
  };
}

const nothing: Plan = { places: [], redirects: [], answers: [], rejection: null, seen: [], failures: [] };

type Storing = {
  readonly raw: Buffer;
  readonly message: PreparedMessage;
  readonly incoming: Incoming;
  readonly cases: ReadonlyMap<string, Case>;
  readonly within?: Within;
  readonly reportFrom?: string;
};

async function storeAll(ctx: Context, storing: Storing): Promise<Delivered[]> {
  const deeds = new Map<string, Deed>();
  for (const [spaceId, one] of storing.cases) {
    const deed = await deedOf(ctx, storing, { spaceId, ...one });
    if (deed) deeds.set(spaceId, deed);
  }
  const first = [...deeds.keys()].sort()[0];
  const delivered = await changeSpaces(ctx, [...deeds.keys()], async (client, spaceId, modseq) => {
    if (spaceId === first) await storing.within?.(client);
    const deed = deeds.get(spaceId);
    const stored = deed ? await carryOut(ctx, client, { modseq, deed }) : [];
    return stored.map((one) => ({ spaceId, ...one }));
  });
  const hasMail = [...deeds.values()].some(({ mails }) => mails.length > 0);
  if (hasMail) ctx.bus.publish({ spaceId: outboundQueueSpace, modseq: 0n });
  return delivered.flat();
}

/** All that a transaction needs for one space, computed before any lock is taken; null for a space that refuses and whose caller says so. */
async function deedOf(
  ctx: Context,
  { raw, message, incoming, reportFrom }: Storing,
  { spaceId, recipient, owner, plan, passedOn }: Case & { spaceId: string },
): Promise<Deed | null> {
  const forms = new Map<Buffer | null, PreparedMessage>([[null, message]]);
  const deed = { spaceId, scriptId: owner?.scriptId ?? null, plan, forms, mails: [] };
  const { rejection } = plan;
  if (rejection) {
    if (reportFrom === undefined) return null;
    if (!mayReport(incoming) && passedOn) return null;
    if (!mayReport(incoming)) return { ...deed, plan: keepIn("inbox", [{ code: "reject-unheard", params: {} }]) };
    return {
      ...deed,
      mails: [await reportRejection(ctx, { raw, incoming, rejection, recipient, hostname: reportFrom })],
    };
  }
  if (passedOn) return { ...deed, mails: passedOn };
  if (!owner) return deed;
  for (const { edited } of plan.places)
    if (edited && !forms.has(edited))
      forms.set(edited, await prepareMessage(ctx, edited, { verdict: incoming.verdict }));
  return { ...deed, mails: await mailsOf(ctx, { owner, plan, raw, reversePath: incoming.reversePath }) };
}
