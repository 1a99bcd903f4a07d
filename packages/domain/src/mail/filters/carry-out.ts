import type pg from "pg";
import type { Context } from "../../context.ts";
import { type Answer, claimAnswer } from "../out-of-office/answer.ts";
import { enqueue, type Outbound } from "../outgoing/enqueue.ts";
import { copyPlaces } from "../move-places.ts";
import { setFlags } from "../set-flags.ts";
import type { PreparedMessage, Stored } from "../store-message.ts";
import type { Failure, Plan } from "./plan.ts";
import { type ResolvedPlace, resolvePlaces } from "./resolve-places.ts";

/** A message that goes out because of one that came in. */
export type Mail = {
  readonly envelope: Pick<Outbound, "accountId" | "reversePath" | "recipients" | "signDomain" | "isUtf8" | "verdict">;
  readonly raw: Buffer;
  readonly blob: Awaited<ReturnType<Context["blobs"]["prepare"]>>;
  /** Goes out only when its reader had no such answer lately. */
  readonly answer?: Answer;
};

export type Deed = {
  readonly spaceId: string;
  readonly scriptId: string | null;
  readonly plan: Plan;
  /** The message as it came, and in each form that the plan has of it. */
  readonly forms: ReadonlyMap<Buffer | null, PreparedMessage>;
  readonly mails: readonly Mail[];
};

/** Does what was planned for a message, in the transaction of the locked space. Answers where it lies now. */
export async function carryOut(
  ctx: Context,
  client: pg.PoolClient,
  { modseq, deed }: { modseq: bigint; deed: Deed },
): Promise<Stored[]> {
  const { spaceId, plan, forms, mails } = deed;
  const fallback = { kind: "role", role: "inbox" } as const;
  const { places, failures } = await resolvePlaces(client, { spaceId, modseq, places: plan.places, fallback });
  const stored: Stored[] = [];
  for (const [form, same] of Map.groupBy(places, (place) => place.edited)) {
    const [first, ...others] = same;
    const message = forms.get(form);
    if (!first || !message) continue;
    const { mailboxId, flags, keywords } = first;
    const at = await message.store(client, { spaceId, modseq, mailboxId, flags, keywords, isArrival: true });
    for (const place of others) await placeAgain(client, modseq, { stored: at, place });
    stored.push(at);
  }
  for (const mail of mails) await sendOne(ctx, client, spaceId, mail);
  await remember(client, spaceId, plan.seen);
  await noteFailures(ctx, client, { modseq, scriptId: deed.scriptId, failures: [...plan.failures, ...failures] });
  return stored;
}

/** Puts a message that has just been stored into another mailbox too, with the flags that it is to have there. */
async function placeAgain(
  client: pg.PoolClient,
  modseq: bigint,
  { stored, place }: { stored: Stored; place: ResolvedPlace },
): Promise<void> {
  const { mailboxId, flags, keywords } = place;
  const route = { fromMailboxId: stored.mailboxId, uids: [stored.uid], toMailboxId: mailboxId };
  const copied = await copyPlaces(client, modseq, route);
  await setFlags(client, modseq, {
    mailboxId,
    uids: copied.map(({ to }) => to),
    change: { mode: "replace", flags, keywords },
  });
}

async function sendOne(ctx: Context, client: pg.PoolClient, spaceId: string, mail: Mail): Promise<void> {
  const { answer, blob, raw, envelope } = mail;
  const now = ctx.clock.now();
  if (answer && !(await claimAnswer(client, { spaceId, answer, now }))) return;
  await blob.write(client);
  await enqueue(client, { ...envelope, blobHash: blob.hash, sizeBytes: raw.length, notBefore: now });
}

/** RFC 7352 §3.1: what is stored is known from now on, and only then. */
async function remember(client: pg.PoolClient, spaceId: string, seen: Plan["seen"]): Promise<void> {
  for (const { idHash, expiresAt } of seen)
    await client.query(
      `INSERT INTO "SieveDuplicate" ("spaceId", "idHash", "expiresAt") VALUES ($1, $2, $3)
       ON CONFLICT ("spaceId", "idHash") DO UPDATE SET "expiresAt" = EXCLUDED."expiresAt"`,
      [spaceId, idHash, expiresAt],
    );
}

/** The owner sees it beside the script: the last one counts. */
export async function noteFailures(
  ctx: Context,
  client: pg.PoolClient,
  { modseq, scriptId, failures }: { modseq: bigint; scriptId: string | null; failures: readonly Failure[] },
): Promise<void> {
  const [first] = failures;
  if (!first || scriptId === null) return;
  ctx.log.warn({ scriptId, failure: first }, "a filter did less than it says");
  await client.query('UPDATE "SieveScript" SET "failedAt" = $2, "failure" = $3::jsonb, "modseq" = $4 WHERE "id" = $1', [
    scriptId,
    ctx.clock.now(),
    JSON.stringify(first),
    modseq,
  ]);
}
