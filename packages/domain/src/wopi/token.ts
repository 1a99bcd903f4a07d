import { type Actor, isId, Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";
import { openSigner } from "../signing/index.ts";

/** How long an office program may ask for a file: a page that is open for longer opens it again. */
const livesMs = 4 * 3_600_000;
const longest = 1000;
const purpose = "wopi";

type Told = { readonly nodeId: string; readonly accountId: string; readonly tokenId?: string; readonly until: number };

/** What shows that an office program asks for one person about one file, as long as the session lasts in which that was opened. */
export async function makeToken(
  ctx: Context,
  { nodeId, accountId, actor }: { nodeId: string; accountId: string; actor: Actor },
): Promise<{ token: string; until: number }> {
  const until = ctx.clock.now().getTime() + livesMs;
  const session = actor.kind === "user" && actor.tokenId !== undefined ? { tokenId: actor.tokenId } : {};
  const text = JSON.stringify({ nodeId, accountId, until, ...session } satisfies Told);
  const signer = await openSigner(ctx, purpose);
  return { token: `${Buffer.from(text).toString("base64url")}.${signer.sign(text).toString("base64url")}`, until };
}

/** For whom a token asks about a file. Refuses one that is not ours, is over, or is for another file. */
export async function readToken(
  ctx: Context,
  { token, nodeId }: { token: string; nodeId: string },
): Promise<{ actor: Actor; nodeId: string }> {
  const told = await signed(ctx, token);
  const isGood = told?.nodeId === nodeId && isId(nodeId) && told.until > ctx.clock.now().getTime();
  if (!told || !isGood || !(await isSignedIn(ctx, told))) throw new Refusal("unauthenticated", "sign-in-needed");
  return { actor: { kind: "user", accountId: told.accountId }, nodeId };
}

async function signed(ctx: Context, token: string): Promise<Told | null> {
  const [body = "", signature = ""] = token.length <= longest ? token.split(".") : [];
  const text = Buffer.from(body, "base64url").toString();
  const signer = await openSigner(ctx, purpose);
  return signer.isSigned(text, Buffer.from(signature, "base64url")) ? (JSON.parse(text) as Told) : null;
}

async function isSignedIn(ctx: Context, { accountId, tokenId }: Told): Promise<boolean> {
  if (tokenId === undefined) return true;
  const { rowCount } = await ctx.db.pool.query(
    'SELECT 1 FROM "Token" WHERE "id" = $1 AND "accountId" = $2 AND "expiresAt" > $3 AND "revokedAt" IS NULL',
    [tokenId, accountId, ctx.clock.now()],
  );
  return rowCount === 1;
}
