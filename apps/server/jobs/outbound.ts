import { mail, outboundQueueSpace } from "@carbyne/domain";
import { createMxClient, giveUpAfterMs, type Outcome, retryDelayMs, signMessage } from "@carbyne/smtp";
import type { App } from "../app.ts";
import { mailDns } from "../dns.ts";
import { isPublicAddress } from "../public-address.ts";
import type { Loop } from "./loop.ts";

const atOnce = 50;
/** A worker that dies is missed for so long; one that lives renews in time. */
const leaseSeconds = 60;
const renewMs = 20_000;
const longestRestMs = 15_000;

/** Delivers what is queued: to accounts here, or to the servers of other domains, signed. */
export const outbound: Loop = {
  name: "outbound",
  restMs: longestRestMs,
  listen: ({ ctx }, wake) => {
    const stops = [ctx.bus.subscribe(outboundQueueSpace, wake), ctx.bus.onGap(wake)];
    return () => {
      for (const stop of stops) stop();
    };
  },
  async round(app) {
    const batches = await mail.claimOutbound(app.ctx, { limit: atOnce, leaseSeconds });
    if (batches.length > 0) {
      await underLease(app, batches, () => Promise.all(batches.map((batch) => deliverBatch(app, batch))));
      return true;
    }
    await waitForDue(app);
    return false;
  },
};

/** Sleeps until the next message is due when that is sooner than the usual rest. */
async function waitForDue({ ctx }: App): Promise<void> {
  const due = await mail.nextDue(ctx);
  const waitMs = due ? due.getTime() - ctx.clock.now().getTime() : longestRestMs;
  if (waitMs <= 0 || waitMs >= longestRestMs) return;
  await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs + 5, 1000)));
}

/** Renews the leases while the work goes on: a server may take minutes for each step of a transaction. */
async function underLease(
  { ctx, log }: App,
  batches: readonly mail.Batch[],
  work: () => Promise<unknown>,
): Promise<void> {
  const ids = batches.flatMap((batch) => batch.recipients.map((recipient) => recipient.id));
  const renew = () =>
    mail
      .renewLeases(ctx, { ids, leaseSeconds })
      .catch((error: unknown) => log.warn({ err: error }, "leases not renewed"));
  const timer = setInterval(() => void renew(), renewMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

async function deliverBatch(app: App, batch: mail.Batch): Promise<void> {
  const { ctx, log, hostname } = app;
  try {
    const raw = await ctx.blobs.read(batch.blobHash);
    if (await mail.isLocalDomain(ctx, batch.domain)) await mail.deliverLocally(ctx, batch, raw);
    else await deliverAway(app, batch, raw);
    await mail.finishOutbound(ctx, { outboundId: batch.outboundId, hostname });
  } catch (error) {
    // The batch's lease ends, or it is put off: one message that cannot be handled must not hold up the others.
    log.error({ err: error, outboundId: batch.outboundId }, "outbound batch failed");
    await putOff(app, batch);
  }
}

async function deliverAway(app: App, batch: mail.Batch, raw: Buffer): Promise<void> {
  const { ctx, hostname, env } = app;
  const client = createMxClient({
    hostname,
    dns: mailDns(env),
    mayConnect: isPublicAddress,
    isSelf: (name) => name === hostname,
    route: env.smtpRoute,
  });
  const signed = await sign(app, batch.reversePath, raw);
  const { reversePath, domain, recipients } = batch;
  const outcomes = await client.deliver({
    reversePath,
    domain,
    raw: signed,
    recipients: recipients.map((recipient) => recipient.address),
  });
  const byAddress = new Map(outcomes.map((outcome) => [outcome.address, outcome]));
  const ended = recipients.map(({ id, address, attempts }) =>
    ending(app, batch, { id, attempts, outcome: byAddress.get(address) }),
  );
  await mail.recordOutcomes(ctx.db.pool, ended);
}

/** With the keys of the sender's domain; reports, which have no sender, go unsigned. */
async function sign({ ctx }: App, reversePath: string, raw: Buffer): Promise<Buffer> {
  const domain = reversePath.slice(reversePath.lastIndexOf("@") + 1).toLowerCase();
  const keys = reversePath === "" ? [] : await mail.signingKeys(ctx, domain);
  return keys.length === 0
    ? raw
    : signMessage(
        raw,
        keys.map(({ selector, privateKey }) => ({ domain, selector, privateKey })),
      );
}

function ending(
  { ctx, log }: App,
  batch: mail.Batch,
  { id, attempts, outcome }: { id: string; attempts: number; outcome: Outcome | undefined },
): mail.Outcome {
  const reply = outcome?.reply ?? "451 4.4.1 no answer";
  const status = outcome?.status ?? "deferred";
  log.info({ outboundId: batch.outboundId, domain: batch.domain, status, reply, host: outcome?.host }, "outbound");
  if (status !== "deferred") return { id, state: status, reply };
  const now = ctx.clock.now().getTime();
  if (now - batch.queuedAt.getTime() > giveUpAfterMs) return { id, state: "failed", reply };
  return { id, state: "deferred", reply, nextAttemptAt: new Date(now + retryDelayMs(attempts + 1)) };
}

async function putOff({ ctx }: App, batch: mail.Batch): Promise<void> {
  const now = ctx.clock.now().getTime();
  await mail.recordOutcomes(
    ctx.db.pool,
    batch.recipients.map(({ id, attempts }) => ({
      id,
      state: "deferred",
      reply: "451 4.3.0 internal error",
      nextAttemptAt: new Date(now + retryDelayMs(attempts + 1)),
    })),
  );
}
