import { createHash, randomBytes } from "node:crypto";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessLink } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { countAttempt } from "../../sign-in/index.ts";

const rate = { burst: 20, perMinute: 5 };
/** People who come by one link, as far as they say who they are. */
const mostVisitors = 10_000;
const longestName = 80;

const hashOf = (secret: string) => createHash("sha256").update(secret).digest();

/** Lets whoever came by a link say who they are, for others in its documents. Returns what their browser is known by. */
export async function nameVisitor(
  ctx: Context,
  actor: Actor,
  { name: asked, ip }: { name: string; ip: string },
): Promise<{ secret: string }> {
  await countAttempt(ctx, `link-visitor:${ip}`, rate);
  const link = await accessLink(ctx, actor);
  const name = asked
    .toWellFormed()
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
  if (name === "") throw new Refusal("invalid", "guest-name-empty");
  if (Array.from(name).length > longestName) throw new Refusal("invalid", "guest-name-long", { most: longestName });
  const secret = randomBytes(24).toString("base64url");
  const { rowCount } = await ctx.db.pool.query(
    `INSERT INTO "LinkVisitor" ("id", "linkId", "name", "secretHash", "passwordHash", "createdAt")
     SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM "LinkVisitor" WHERE "linkId" = $2) < $7`,
    [newId(), link.id, name, hashOf(secret), link.passwordHash, ctx.clock.now(), mostVisitors],
  );
  if (!rowCount) throw new Refusal("too-many", "too-many");
  return { secret };
}

/** Who came by a link, with who they said they are; the same without, where their browser is not known. */
export async function findVisitor(
  ctx: Context,
  actor: Actor,
  { secret }: { secret: string | undefined },
): Promise<Actor> {
  if (actor.kind !== "link" || secret === undefined) return actor;
  const { rows } = await ctx.db.pool.query<{ id: string }>(
    'SELECT "id" FROM "LinkVisitor" WHERE "secretHash" = $1 AND "linkId" = $2',
    [hashOf(secret), actor.linkId],
  );
  return rows[0] ? { ...actor, visitorId: rows[0].id } : actor;
}

/** The name of whoever came by a link; null for who said none, or came when another code was asked for. */
export async function visitorOf(ctx: Context, actor: Actor): Promise<{ id: string; name: string } | null> {
  if (actor.kind !== "link" || actor.visitorId === undefined) return null;
  const { rows } = await ctx.db.pool.query<{ id: string; name: string }>({
    name: "visitor-of",
    text: `SELECT v."id", v."name" FROM "LinkVisitor" v JOIN "FileLink" l ON l."id" = v."linkId"
           WHERE v."id" = $1 AND v."linkId" = $2 AND v."passwordHash" IS NOT DISTINCT FROM l."passwordHash"`,
    values: [actor.visitorId, actor.linkId],
  });
  return rows[0] ?? null;
}
