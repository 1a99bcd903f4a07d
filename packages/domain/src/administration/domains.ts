import { domainToASCII } from "node:url";
import { type Actor, isId, newId, Refusal } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import { splitAddress } from "../addresses/index.ts";
import { recordAudit } from "../audit/index.ts";
import type { Context } from "../context.ts";
import { ensureSigningKey } from "../mail/index.ts";
import type { LinkRules } from "../files/index.ts";
import { type SettingKey, writeSetting } from "../settings/index.ts";
import { managedDomain } from "./access-managed.ts";
import { type DnsHint, dnsHints } from "./dns-hints.ts";
import { keyOfLinkRule, linkRulesFrom } from "./link-rules.ts";
import { type MailServers, programHints } from "./program-hints.ts";

export type State = "active" | "suspended" | "closed";

export type DomainRow = {
  readonly id: string;
  readonly name: string;
  readonly state: State;
  readonly accountCount: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly dkim: { readonly selector: string; readonly record: string } | null;
  readonly dnsHints: readonly DnsHint[];
  /** What lets programs find the server by an address; empty where the caller does not know its ports. */
  readonly programHints: readonly DnsHint[];
  /** Mail from outside is marked for its people. */
  readonly marksExternal: boolean;
  /** Its people's mail programs sign in with app passwords only. */
  readonly needsAppPasswords: boolean;
  /** What links may be that its people make for everybody. */
  readonly linkRules: LinkRules;
  /** Days that what its people delete for good is kept; null where the server says so. */
  readonly retentionDays: number | null;
};

type Row = {
  id: string;
  name: string;
  state: string;
  accountCount: number;
  createdAt: Date;
  selector: string | null;
  publicKey: string | null;
  marksExternal: boolean;
  needsAppPasswords: boolean;
  linkRules: Record<keyof LinkRules, unknown>;
  retentionDays: number | null;
};

/** What is set for the domain, else for the server, else null. */
function valueOf(key: SettingKey): string {
  return `(SELECT s."value" FROM "Setting" s WHERE s."key" = '${key}' AND
    ((s."scope" = 'domain' AND s."scopeId" = d."id") OR s."scope" = 'global') ORDER BY s."scope" = 'domain' DESC LIMIT 1)`;
}

/** A switch of the domain, else of the server, else off. */
function flagOf(key: SettingKey): string {
  return `coalesce(${valueOf(key)} = 'true'::jsonb, false)`;
}

const rulePairs = Object.entries(keyOfLinkRule)
  .map(([rule, key]) => `'${rule}', ${valueOf(key)}`)
  .join(", ");

/** The domains that the actor manages, by name. */
export async function listDomains(ctx: Context, actor: Actor, servers?: MailServers): Promise<DomainRow[]> {
  const { scope } = await accessAdmin(ctx, actor);
  const { rows } = await ctx.db.pool.query<Row>(
    `SELECT d."id", d."name", d."state", d."createdAt", k."selector", k."publicKey",
       ${flagOf("mail.externalBadge")} AS "marksExternal", ${flagOf("signIn.appPasswordsOnly")} AS "needsAppPasswords",
       jsonb_build_object(${rulePairs}) AS "linkRules",
       (SELECT (s."value" #>> '{}')::int FROM "Setting" s WHERE s."key" = 'retention.deletedDays' AND s."scope" = 'domain' AND s."scopeId" = d."id") AS "retentionDays",
       (SELECT count(*)::int FROM "Account" a WHERE a."domainId" = d."id" AND a."state" <> 'closed') AS "accountCount"
     FROM "Domain" d LEFT JOIN LATERAL (SELECT * FROM "DkimKey" k WHERE k."domainId" = d."id" AND k."retiredAt" IS NULL ORDER BY k."activeFrom" DESC LIMIT 1) k ON true
     WHERE $1::uuid IS NULL OR d."id" = $1 ORDER BY d."name"`,
    [scope ?? null],
  );
  return rows.map(({ selector, publicKey, ...row }) => {
    const dkim = selector && publicKey ? { selector, record: `v=DKIM1; k=rsa; p=${publicKey}` } : null;
    const state = row.state === "suspended" || row.state === "closed" ? row.state : "active";
    return {
      ...row,
      state,
      linkRules: linkRulesFrom(row.linkRules),
      createdAt: row.createdAt.toISOString(),
      dkim,
      dnsHints: dnsHints(row.name, dkim),
      programHints: servers ? programHints(row.name, servers) : [],
    };
  });
}

/** Adds a domain, with a key that signs its mail. A name in other letters is kept as its A-label (RFC 5890). Refuses one that is there. */
export async function createDomain(ctx: Context, actor: Actor, input: { name: string }): Promise<{ id: string }> {
  const { scope } = await accessAdmin(ctx, actor);
  if (scope !== undefined) throw new Refusal("forbidden", "admin-needed");
  const name = domainName(input.name);
  const id = newId();
  const { rowCount } = await ctx.db.pool.query(
    'INSERT INTO "Domain" ("id", "name") VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [id, name],
  );
  if (!rowCount) throw new Refusal("conflict", "domain-taken", { domain: name });
  await ensureSigningKey(ctx, id);
  await recordAudit(ctx, actor, { action: "domain.create", objectKind: "domain", objectId: id, domainId: id });
  return { id };
}

/** The rule for a domain's name is that of the right side of an address. */
function domainName(name: string): string {
  const ascii = domainToASCII(name.trim().replace(/\.$/, "")).toLowerCase();
  try {
    return splitAddress(`postmaster@${ascii}`).domain;
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal("invalid", "domain-invalid", { domain: name.slice(0, 255) });
    throw error;
  }
}

/** Suspends, closes or reopens a domain; its accounts keep their own states, the stricter counts. The administrator's own stays open. */
export async function setDomainState(
  ctx: Context,
  actor: Actor,
  { id, state }: { id: string; state: State },
): Promise<void> {
  const { scope, accountId } = await accessAdmin(ctx, actor);
  if (scope !== undefined) throw new Refusal("forbidden", "admin-needed");
  if (!isId(id)) throw new Refusal("not-found", "domain-unknown");
  if (state !== "active" && accountId) {
    const own = await ctx.db.prisma.account.findUnique({ where: { id: accountId }, select: { domainId: true } });
    if (own?.domainId === id) throw new Refusal("conflict", "domain-own");
  }
  const { count } = await ctx.db.prisma.domain.updateMany({ where: { id }, data: { state } });
  if (count === 0) throw new Refusal("not-found", "domain-unknown");
  await recordAudit(ctx, actor, {
    action: "domain.state",
    objectKind: "domain",
    objectId: id,
    domainId: id,
    data: { state },
  });
}

/** Has mail from outside marked for the people of a domain, or no longer; its own administrator may say so too. */
export async function markExternal(
  ctx: Context,
  actor: Actor,
  { id, isOn }: { id: string; isOn: boolean },
): Promise<void> {
  const { scope } = await accessAdmin(ctx, actor);
  await managedDomain(ctx, id, scope);
  await writeSetting(ctx, { scope: "domain", scopeId: id }, "mail.externalBadge", isOn);
  await recordAudit(ctx, actor, {
    action: "domain.mark-external",
    objectKind: "domain",
    objectId: id,
    domainId: id,
    data: { isOn },
  });
}
