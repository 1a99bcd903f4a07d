import type { OwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { ownAddresses } from "../conversations/own-addresses.ts";
import type { Verdict } from "../store-message.ts";
import { domainOfAddress, lookalikeOf, siteOf, skeleton } from "./lookalike.ts";

/** Why a reader should look twice; each is one line on the screen. */
export type Warning =
  /** The name shows an address or a domain that is not the sender's. */
  | { readonly kind: "name-shows-other"; readonly shown: string }
  /** Somebody known has this name, and another address. */
  | { readonly kind: "name-of-other"; readonly name: string; readonly address: string }
  /** The domain is made to be taken for a known one. */
  | { readonly kind: "lookalike"; readonly domain: string; readonly like: string }
  /** It says that it comes from an own domain, and nothing proves it. */
  | { readonly kind: "own-domain"; readonly domain: string }
  /** Answers go to another domain than the one that it comes from. */
  | { readonly kind: "reply-elsewhere"; readonly address: string }
  | { readonly kind: "first-time" };

type Named = { readonly name: string; readonly address: string };

export type SenderRow = {
  readonly date: Date;
  readonly people: Readonly<Record<"from" | "replyTo", readonly Named[]>>;
  readonly verdict: Verdict;
};

/** What is known of those who wrote, asked once for a conversation. */
export type SenderKnowledge = {
  readonly own: ReadonlySet<string>;
  /** Domains of this server. */
  readonly domains: ReadonlySet<string>;
  /** Whom the account has written to: address to name. */
  readonly contacts: ReadonlyMap<string, string>;
  /** People of the own domain who have a name that one of the senders has: address to name. */
  readonly colleagues: ReadonlyMap<string, string>;
  /** When each sender's first message came in. */
  readonly firstSeen: ReadonlyMap<string, Date>;
};

/** Messages sent lately, in which it is looked whom one writes to. */
const sentRead = 500;

/** Asks what is known of the senders of messages. */
export async function openKnowledge(
  ctx: Context,
  account: OwnAccount,
  { spaceId, rows }: { spaceId: string; rows: readonly SenderRow[] },
): Promise<SenderKnowledge> {
  const own = await ownAddresses(ctx, account.id);
  const senders = rows
    .flatMap(({ people }) => people.from.slice(0, 1))
    .filter((one) => !own.has(one.address.toLowerCase()));
  const nothing = { own, domains: new Set<string>(), contacts: new Map(), colleagues: new Map(), firstSeen: new Map() };
  if (senders.length === 0) return nothing;
  const addresses = [...new Set(senders.map(({ address }) => address.toLowerCase()))];
  const names = [...new Set(senders.map(({ name }) => plainName(name)).filter(Boolean))];
  const [domains, contacts, colleagues, seen] = await Promise.all([
    ctx.db.pool.query<{ name: string }>({
      name: "all-domains",
      text: 'SELECT "name" FROM "Domain" WHERE "state" <> \'closed\'',
    }),
    ctx.db.pool.query<Named>({
      name: "written-to",
      text: `SELECT DISTINCT ON (lower(p->>'address')) lower(p->>'address') AS "address", p->>'name' AS "name" FROM (
               SELECT m."people" FROM "MailboxMessage" s JOIN "Message" m ON m."id" = s."messageId"
               WHERE s."mailboxId" = (SELECT "id" FROM "Mailbox" WHERE "spaceId" = $1 AND "role" = 'sent')
               ORDER BY s."date" DESC, s."uid" DESC LIMIT ${sentRead}) r, jsonb_array_elements((r."people"->'to') || (r."people"->'cc')) p
             ORDER BY lower(p->>'address'), length(p->>'name') DESC`,
      values: [spaceId],
    }),
    ctx.db.pool.query<Named>({
      name: "colleagues-called",
      text: `SELECT a."name", p."local" || '@' || d."name" AS "address" FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId"
             JOIN "Address" p ON p."accountId" = a."id" AND p."kind" = 'account' WHERE a."domainId" = $1 AND lower(a."name") = ANY($2)`,
      values: [account.domainId, names],
    }),
    ctx.db.pool.query<{ address: string; at: Date }>({
      name: "senders-first-seen",
      text: `SELECT lower("people" #>> '{from,0,address}') AS "address", min("internalDate") AS "at" FROM "Message"
             WHERE "spaceId" = $1 AND lower("people" #>> '{from,0,address}') = ANY($2) GROUP BY 1`,
      values: [spaceId, addresses],
    }),
  ]);
  const byAddress = (people: readonly Named[]) =>
    new Map(people.map(({ name, address }) => [address.toLowerCase(), name]));
  return {
    own,
    domains: new Set(domains.rows.map(({ name }) => name)),
    contacts: byAddress(contacts.rows),
    colleagues: byAddress(colleagues.rows),
    firstSeen: new Map(seen.rows.map(({ address, at }) => [address, at])),
  };
}

/** Whether a message comes from another house. */
export function isExternal({ own, domains }: SenderKnowledge, row: SenderRow): boolean {
  const address = row.people.from[0]?.address.toLowerCase();
  if (address === undefined || own.has(address)) return false;
  return row.verdict !== "local" || !domains.has(domainOfAddress(address));
}

const mostWarnings = 2;

/** Why to look twice at a message, the gravest first and at most two. A list's answers may go elsewhere: that is what a list is for. */
export function warningsOf(known: SenderKnowledge, row: SenderRow, { isList }: { isList: boolean }): Warning[] {
  const [sender] = row.people.from;
  const address = sender?.address.toLowerCase() ?? "";
  if (!sender || !address.includes("@") || known.own.has(address) || row.verdict === "local") return [];
  const domain = domainOfAddress(address);
  const isKnown = known.contacts.has(address);
  const found: (Warning | null)[] = [
    known.domains.has(domain) && row.verdict !== "verified" ? { kind: "own-domain", domain } : null,
    isKnown ? null : lookalike(known, domain),
    nameShowsOther(sender.name, address),
    isKnown ? null : nameOfOther(known, sender.name, address),
    isList ? null : replyElsewhere(row, domain),
    isKnown || isList || !isFirst(known, row, address) ? null : { kind: "first-time" },
  ];
  return found.filter((one) => one !== null).slice(0, mostWarnings);
}

function lookalike({ domains, contacts }: SenderKnowledge, domain: string): Warning | null {
  const like = lookalikeOf(domain, [...domains, ...[...contacts.keys()].map(domainOfAddress)]);
  return like === null ? null : { kind: "lookalike", domain, like };
}

const addressIn = /[^\s@<>"'(),;:]+@((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})/u;
const domainIn =
  /(?:^|[\s(["'])((?:[\p{L}\p{N}-]+\.)+(?:com|net|org|eu|gov|info|de|fr|at|ch|uk|it|es|nl|pl|example))(?=$|[\s)\]"',])/iu;

function nameShowsOther(name: string, address: string): Warning | null {
  const found = addressIn.exec(name) ?? domainIn.exec(name);
  const domain = found?.[1];
  if (!found || domain === undefined || siteOf(domain.toLowerCase()) === siteOf(domainOfAddress(address))) return null;
  return { kind: "name-shows-other", shown: (addressIn.test(name) ? found[0] : domain).trim() };
}

/** Names as people compare them: without titles' dots, in any case, letters of other scripts as what they look like. */
function plainName(name: string): string {
  return name
    .replace(/[\s.,]+/g, " ")
    .trim()
    .toLowerCase();
}

function nameOfOther({ contacts, colleagues }: SenderKnowledge, name: string, address: string): Warning | null {
  const wanted = skeleton(plainName(name));
  // One word is the name of too many.
  if (!wanted.includes(" ")) return null;
  for (const [theirs, called] of [...colleagues, ...contacts])
    if (siteOf(domainOfAddress(theirs)) !== siteOf(domainOfAddress(address)) && skeleton(plainName(called)) === wanted)
      return { kind: "name-of-other", name: called, address: theirs };
  return null;
}

function replyElsewhere({ people }: SenderRow, domain: string): Warning | null {
  const other = people.replyTo.find(({ address }) => siteOf(domainOfAddress(address)) !== siteOf(domain));
  return other ? { kind: "reply-elsewhere", address: other.address } : null;
}

function isFirst({ firstSeen }: SenderKnowledge, { date }: SenderRow, address: string): boolean {
  const first = firstSeen.get(address);
  return first === undefined || first.getTime() >= date.getTime();
}
