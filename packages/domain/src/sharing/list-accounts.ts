import type { Actor } from "@carbyne/kernel";
import { accessOwnAccount, accessSpaces, mailboxesWith, type Right, type SpaceAccess } from "../access/index.ts";
import type { Context } from "../context.ts";

/** A folder that is shared, with the folders below it that come along, each by itself. */
export type SharedFolder = {
  readonly mailboxId: string;
  readonly rights: readonly Right[];
  /** Of the folder that was shared itself: the actor's own name and tint for it. */
  readonly name: string | null;
  readonly tint: number | null;
};

/** An account whose mail the actor may do something with. */
export type MailAccount = {
  readonly id: string;
  readonly spaceId: string;
  readonly kind: "own" | "person" | "shared";
  /** The actor's own name for it, else the account's. */
  readonly name: string;
  readonly address: string;
  /** The tint that the actor gave it, 0 to 11. */
  readonly tint: number | null;
  /** Rights on all of its mail. */
  readonly rights: readonly Right[];
  /** What is shared of it folder by folder. */
  readonly folders: readonly SharedFolder[];
  /** Whether all of its mail can be read, so that it has a tree of its own. */
  readonly isWhole: boolean;
  readonly canSendAs: boolean;
  readonly canSendOnBehalf: boolean;
};

type Look = { readonly mailboxId: string; readonly name: string | null; readonly tint: number | null };
type Row = { id: string; kind: string; name: string; address: string } & {
  ownName: string | null;
  tint: number | null;
  looks: Look[] | null;
};

/** The actor's own account first, then those that share mail or their name with it, by name. */
export async function listAccounts(ctx: Context, actor: Actor): Promise<MailAccount[]> {
  const spaces = await accessSpaces(ctx, actor);
  const own = await accessOwnAccount(ctx, actor);
  const rows = await accountsOf(ctx, { readerId: own.id, ids: spaces.map((space) => space.accountId) });
  const accounts = spaces.flatMap((space) => {
    const row = rows.get(space.accountId);
    return row ? [accountOf(space, row)] : [];
  });
  const [first, ...shared] = accounts;
  return first ? [first, ...shared.sort((a, b) => a.name.localeCompare(b.name))] : [];
}

function accountOf(space: SpaceAccess, row: Row): MailAccount {
  return {
    id: row.id,
    spaceId: space.spaceId,
    kind: space.isOwn ? "own" : row.kind === "shared" ? "shared" : "person",
    name: row.ownName ?? row.name,
    address: row.address,
    tint: row.tint,
    rights: [...space.rights],
    folders: [...space.folders].map(([mailboxId, rights]) => {
      const { name = null, tint = null } = row.looks?.find((look) => look.mailboxId === mailboxId) ?? {};
      return { mailboxId, rights: [...rights], name, tint };
    }),
    isWhole: mailboxesWith(space, "read") === null,
    canSendAs: space.rights.has("sendAs"),
    canSendOnBehalf: space.rights.has("sendOnBehalf"),
  };
}

async function accountsOf(
  ctx: Context,
  { readerId, ids }: { readerId: string; ids: readonly string[] },
): Promise<Map<string, Row>> {
  const { rows } = await ctx.db.pool.query<Row>({
    name: "mail-accounts",
    text: `SELECT a."id", a."kind", a."name", p."local" || '@' || d."name" AS "address", h."name" AS "ownName", h."tint",
             (SELECT json_agg(json_build_object('mailboxId', g."objectId", 'name', l."name", 'tint', l."tint")) FROM "Holding" l JOIN "Grant" g ON g."id" = l."grantId"
              WHERE l."accountId" = $1 AND l."state" = 'accepted' AND g."spaceId" = a."spaceId" AND g."objectKind" = 'mailbox' AND g."revokedAt" IS NULL) AS "looks"
           FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId"
             JOIN LATERAL (SELECT "local" FROM "Address" WHERE "accountId" = a."id" AND "kind" NOT IN ('alias', 'mask') LIMIT 1) p ON true
             LEFT JOIN LATERAL (
               SELECT h."name", h."tint" FROM "Holding" h JOIN "Grant" g ON g."id" = h."grantId"
               WHERE h."accountId" = $1 AND h."state" = 'accepted' AND g."spaceId" = a."spaceId" AND g."objectKind" = 'account' AND g."revokedAt" IS NULL LIMIT 1) h ON true
           WHERE a."id" = ANY($2)`,
    values: [readerId, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
}
