import type { Context } from "../context.ts";

/** What somebody signed in with. It holds as long as it is there unchanged, and its account and domain may act. */
export type Proof =
  | { readonly kind: "token"; readonly id: string }
  | { readonly kind: "password"; readonly version: number };

/** A hint can be lost, and an end by time makes none. */
const recheckMs = 60_000;

/** Tells every process that what an account is signed in with has changed. Call after the commit. */
export function announceProofs(ctx: Context, accountId: string): void {
  // The hint is about the account and not its space: what people do with their mail is no reason to ask again.
  ctx.bus.publish({ spaceId: accountId, modseq: BigInt(ctx.clock.now().getTime()) });
}

/** Calls back once when what an account is signed in with holds no more: taken back, over, the password another, the account closed. Returns the way to stop. */
export function watchProof(
  ctx: Context,
  { accountId, proof }: { accountId: string; proof: Proof },
  onEnd: () => void,
): () => void {
  let isOver = false;
  const check = async () => {
    try {
      if (isOver || (await holds(ctx, accountId, proof)) || isOver) return;
    } catch (error) {
      // A database that is away ends nobody's work: the next check asks again.
      ctx.log.warn({ err: error, accountId }, "a sign-in could not be checked");
      return;
    }
    stop();
    onEnd();
  };
  const ask = () => void check();
  const unsubscribe = ctx.bus.subscribe(accountId, ask);
  const ungap = ctx.bus.onGap(ask);
  const timer = setInterval(ask, recheckMs);
  timer.unref();
  function stop(): void {
    isOver = true;
    unsubscribe();
    ungap();
    clearInterval(timer);
  }
  return stop;
}

async function holds(ctx: Context, accountId: string, proof: Proof): Promise<boolean> {
  const { rows } = await ctx.db.pool.query<{ holds: boolean }>({
    name: "proof-holds",
    text: `SELECT a."state" = 'active' AND d."state" = 'active' AND CASE WHEN $2::uuid IS NULL
             THEN EXISTS (SELECT 1 FROM "Password" p WHERE p."accountId" = a."id" AND p."version" = $3)
             ELSE EXISTS (SELECT 1 FROM "Token" t WHERE t."id" = $2 AND t."accountId" = a."id" AND t."revokedAt" IS NULL
                          AND (t."expiresAt" IS NULL OR t."expiresAt" > $4)) END AS "holds"
           FROM "Account" a JOIN "Domain" d ON d."id" = a."domainId" WHERE a."id" = $1`,
    values: [
      accountId,
      proof.kind === "token" ? proof.id : null,
      proof.kind === "password" ? proof.version : null,
      ctx.clock.now(),
    ],
  });
  return rows[0]?.holds ?? false;
}
