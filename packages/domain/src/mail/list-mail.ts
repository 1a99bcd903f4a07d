import { addHeaders, formatAddress, removeHeaders } from "@carbyne/mime";
import type { Context } from "../context.ts";
import { managersOf, mayWrite, reachOf, type Writer } from "../lists/index.ts";
import { claimsOurs } from "./claims-ours.ts";
import type { Mail } from "./filters/carry-out.ts";
import type { Rejection } from "./filters/plan.ts";
import { loopField, mostHops } from "./filters/redirect.ts";
import type { Incoming } from "./out-of-office/may-answer.ts";
import { needsUtf8 } from "./outgoing/enqueue.ts";

/** Who gave a message in that came from here, and whose keys sign it. */
export type Author = { readonly accountId: string | null; readonly signDomain: string };

export type ListMail = {
  readonly listId: string;
  readonly raw: Buffer;
  readonly incoming: Incoming;
  readonly isJunk: boolean;
  /** Of mail from here; null for mail from outside. */
  readonly author: Author | null;
  /** Spaces that get the message anyhow, and whom another list has reached with it. */
  readonly except: { readonly spaceIds: Set<string>; readonly addresses: Set<string> };
};

type List = { readonly id: string; readonly name: string; readonly local: string; readonly domain: string };

/**
 * What a list makes of a message: a mail to all that it reaches, or the reason why not. Nobody is reached twice by the lists of one message. Reports
 * and automatic answers are for those who keep the list: each copy leaves with its address as the reverse path (RFC 5321 §3.9.2).
 */
export async function planListMail(
  ctx: Context,
  mail: ListMail,
): Promise<{ rejection: Rejection } | { rejection: null; mails: Mail[] }> {
  const { listId, incoming, except, author } = mail;
  const list = await listOf(ctx, listId);
  const address = `${list.local}@${list.domain}`;
  const isAnswer = incoming.reversePath === "" || (incoming.summary.autoSubmitted ?? "").startsWith("auto-replied");
  const reason = await reasonAgainst(ctx, list, mail, isAnswer);
  if (reason) return { rejection: { kind: "reject", reason } };
  if (isAnswer) {
    const managers = await managersOf(ctx, listId);
    // RFC 5321 §4.5.1: where nobody keeps the list, the domain's postmaster is there.
    const recipients = managers.length > 0 ? managers : [`postmaster@${list.domain}`];
    return { rejection: null, mails: [await mailTo(ctx, { ...mail, recipients, reversePath: "", headers: [] })] };
  }
  const everybody = await reachOf(ctx, listId);
  // Better told than thrown away.
  if (everybody.length === 0) return { rejection: { kind: "reject", reason: `${address} has no members` } };
  const reached = everybody.filter(
    (one) => !except.addresses.has(one.address) && !(one.spaceId && except.spaceIds.has(one.spaceId)),
  );
  const recipients = reached.map((one) => one.address);
  for (const { address: one, spaceId } of reached) {
    except.addresses.add(one);
    if (spaceId) except.spaceIds.add(spaceId);
  }
  if (recipients.length === 0) return { rejection: null, mails: [] };
  const headers: [string, string][] = [
    ["List-Id", formatAddress({ name: list.name, address: idOf(list) })],
    ["List-Post", `<mailto:${encodeURIComponent(list.local)}@${list.domain}>`],
    [loopField, address],
  ];
  return {
    rejection: null,
    mails: [await mailTo(ctx, { ...mail, recipients, reversePath: address, headers, author })],
  };
}

async function mailTo(
  ctx: Context,
  mail: ListMail & { recipients: readonly string[]; reversePath: string; headers: readonly [string, string][] },
): Promise<Mail> {
  const { author, incoming, recipients, reversePath, headers } = mail;
  // RFC 2919 §7: the name of a list that does not know of this one is not passed through.
  const gone = headers.length > 0 ? ["return-path", "list-id", "list-post"] : ["return-path"];
  const raw = addHeaders(removeHeaders(mail.raw, gone), headers);
  const isOurs = incoming.verdict === "local" && author !== null;
  return {
    envelope: {
      accountId: isOurs ? author.accountId : null,
      reversePath,
      recipients,
      signDomain: isOurs ? author.signDomain : "",
      isUtf8: needsUtf8(raw),
      ...(isOurs ? {} : { verdict: incoming.verdict }),
    },
    raw,
    blob: await ctx.blobs.prepare(raw),
  };
}

/** In the words of an SMTP reply; null when the list takes the message. */
async function reasonAgainst(ctx: Context, list: List, mail: ListMail, isAnswer: boolean): Promise<string | null> {
  const { incoming, isJunk, author } = mail;
  const { part, summary, verdict } = incoming;
  const address = `${list.local}@${list.domain}`;
  if (isJunk) return "The domain of the sender says that this message is not its own";
  if (part.all("received").length > mostHops || hasPassed(incoming, list))
    return `This message has been sent to the members of ${address} before`;
  if (isAnswer) return null;
  const from = summary.from[0]?.address.toLowerCase() ?? null;
  // Every copy leaves in our envelope, which would vouch for it.
  if (await claimsOurs(ctx, { author: from, verdict }))
    return "The sender says to be of this server, and nothing proves it";
  if (await mayWrite(ctx, list.id, await writerOf(ctx, incoming, author))) return null;
  return `You may not write to ${address}`;
}

function hasPassed({ part }: Incoming, list: List): boolean {
  const own = idOf(list).toLowerCase();
  const ids = part.all("list-id").map((value) => (/<([^<>]*)>\s*$/.exec(value)?.[1] ?? value).trim().toLowerCase());
  const marks = part.all(loopField.toLowerCase()).map((value) => value.trim().toLowerCase());
  return ids.includes(own) || marks.includes(`${list.local}@${list.domain}`);
}

/** As far as it is proven: by the account that gave it in, or by what the domain of a single author says. */
async function writerOf(ctx: Context, { summary, verdict }: Incoming, author: Author | null): Promise<Writer> {
  if (verdict !== "local" && verdict !== "verified") return { accountIds: [], addresses: [] };
  const [only, ...more] = summary.from;
  const address = only && more.length === 0 ? stored(only.address) : "";
  const { rows } = await ctx.db.pool.query<{ accountId: string }>(
    `SELECT a."accountId" FROM "Address" a JOIN "Domain" d ON d."id" = a."domainId" WHERE a."accountId" IS NOT NULL
       AND a."local" = split_part(split_part($1, '@', 1), '+', 1) AND d."name" = split_part($1, '@', 2)`,
    [address],
  );
  const accountIds = rows.map((row) => row.accountId);
  if (verdict === "verified") return { accountIds, addresses: [address] };
  // Whoever writes here proves to be an account, and nothing about addresses elsewhere.
  return { accountIds: author?.accountId ? [...accountIds, author.accountId] : accountIds, addresses: [] };
}

function stored(address: string): string {
  const at = address.lastIndexOf("@");
  return at < 1 ? address.toLowerCase() : `${address.slice(0, at).normalize("NFC")}${address.slice(at)}`.toLowerCase();
}

/** RFC 2919 §3: made of atoms; an address of other letters is no name for a list, and its own id is. */
function idOf({ id, local, domain }: List): string {
  return /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local)
    ? `${local}.${domain}`
    : `${id}.${domain}`;
}

async function listOf(ctx: Context, id: string): Promise<List> {
  const { rows } = await ctx.db.pool.query<List>({
    name: "list-of",
    text: `SELECT l."id", l."name", a."local", d."name" AS "domain" FROM "MailList" l JOIN "Domain" d ON d."id" = l."domainId"
           JOIN "Address" a ON a."listId" = l."id" WHERE l."id" = $1`,
    values: [id],
  });
  const list = rows[0];
  if (!list) throw new Error(`the list ${id} ended while mail for it came in`);
  return list;
}
