import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { accessOwnAccount } from "./access-account.ts";

/** What somebody may do with a list: know that it is there, see whom it reaches, change whom it reaches, or everything. */
export type ListRight = "read" | "members" | "manage" | "administer";

export type ListAccess = {
  readonly id: string;
  readonly spaceId: string;
  readonly domainId: string;
  readonly domain: string;
  readonly name: string;
  readonly address: string;
  readonly rights: ReadonlySet<ListRight>;
};

type Row = Omit<ListAccess, "rights"> & { whoSeesMembers: string; isMember: boolean; isManager: boolean };

/** A list as far as an account that is asked for by `$1` belongs to it, by itself or through lists in it. */
const selectLists = `SELECT l."id", l."spaceId", l."domainId", d."name" AS "domain", l."name", a."local" || '@' || d."name" AS "address", l."whoSeesMembers",
    EXISTS (SELECT 1 FROM "MailListMember" m WHERE m."listId" = l."id" AND m."accountId" = $1 AND m."isManager") AS "isManager",
    EXISTS (
      WITH RECURSIVE up AS (
        SELECT m."listId", 1 AS "depth" FROM "MailListMember" m WHERE m."accountId" = $1 AND m."isMember"
        UNION SELECT m."listId", up."depth" + 1 FROM "MailListMember" m JOIN up ON m."nestedId" = up."listId" WHERE m."isMember" AND up."depth" < 5)
      SELECT 1 FROM up WHERE up."listId" = l."id") AS "isMember"
  FROM "MailList" l JOIN "Domain" d ON d."id" = l."domainId" JOIN "Address" a ON a."listId" = l."id"`;

/** Lists by id, those that the actor may know of. Who has no account, as the command line, administers all. */
export async function accessLists(ctx: Context, actor: Actor, ids: readonly string[]): Promise<ListAccess[]> {
  const account = actor.kind === "system" ? null : await accessOwnAccount(ctx, actor);
  const { rows } = await ctx.db.pool.query<Row>({
    name: "access-lists",
    text: `${selectLists} WHERE l."id" = ANY($2)`,
    values: [account?.id ?? null, ids.filter(isId)],
  });
  return rows.flatMap(({ whoSeesMembers, isMember, isManager, ...list }) => {
    const isAdmin = !account || account.role === "admin" || (account.role === "domainAdmin" && isAtHome(account, list));
    const belongs = isMember || isManager;
    if (!isAdmin && !belongs && !isAtHome(account, list)) return [];
    const seesMembers =
      isAdmin || isManager || whoSeesMembers === "domain" || (whoSeesMembers === "members" && isMember);
    const rights = new Set<ListRight>(["read"]);
    if (seesMembers) rights.add("members");
    if (isAdmin || isManager) rights.add("manage");
    if (isAdmin) rights.add("administer");
    return [{ ...list, rights }];
  });
}

function isAtHome(account: { domainId: string } | null, list: { domainId: string }): boolean {
  return account?.domainId === list.domainId;
}

/** A list on which the actor has the right. One of another domain that the actor does not belong to is not found. */
export async function accessList(ctx: Context, actor: Actor, id: string, need: ListRight): Promise<ListAccess> {
  const [list] = await accessLists(ctx, actor, [id]);
  if (!list) throw new Refusal("not-found", "list-unknown");
  if (!list.rights.has(need)) throw new Refusal("forbidden", `list-${need}-denied`);
  return list;
}
