import { chat, mail, outboundQueueSpace } from "@carbyne/domain";
import { createMxClient, giveUpAfterMs, type Outcome, type Recipient, retryDelayMs, signMessage } from "@carbyne/smtp";
import type { App } from "../app.ts";
import { mailDns } from "../dns.ts";
import { isPublicAddress } from "../public-address.ts";
import type { Loop } from "./loop.ts";

/** Messages on their way at the same time, and of them to one domain: a slow server must not hold up the others. */
const [most, mostToOne] = [100, 10];
const atOnce = 50;
/** A worker that dies is missed for so long; one that lives renews in time. */
const leaseSeconds = 15;
const renewMs = 5_000;
const longestRestMs = 15_000;

/** Delivers what is queued: to accounts here, or to the servers of other domains, signed. */
export function createOutbound(): Loop {
  const flights = new Map<mail.Batch, Promise<void>>();
  let wake = () => {};
  // One for the life of the process: it keeps connections for the next message to the same server.
  let client: Client | undefined;

  const send = (app: App, batch: mail.Batch) => {
    client ??= clientOf(app);
    const flight = deliverBatch(app, client, batch).finally(() => {
      flights.delete(batch);
      wake();
    });
    flights.set(batch, flight);
  };
  return {
    name: "outbound",
    restMs: longestRestMs,
    listen: ({ ctx, log }, wakeLoop) => {
      wake = wakeLoop;
      const renew = setInterval(() => void renewFlights({ ctx, log }, [...flights.keys()]), renewMs);
      const stops = [ctx.bus.subscribe(outboundQueueSpace, wakeLoop), ctx.bus.onGap(wakeLoop)];
      return () => {
        clearInterval(renew);
        for (const stop of stops) stop();
      };
    },
    async round(app) {
      await mail.releaseScheduled(app.ctx);
      const room = Math.min(atOnce, most - flights.size);
      const busy = Map.groupBy(flights.keys(), (batch) => batch.domain);
      const exceptDomains = [...busy].flatMap(([domain, batches]) => (batches.length >= mostToOne ? [domain] : []));
      const batches = room > 0 ? await mail.claimOutbound(app.ctx, { limit: room, leaseSeconds, exceptDomains }) : [];
      for (const batch of batches) send(app, batch);
      return batches.length > 0 || untilDue(app);
    },
    async drain() {
      await Promise.all(flights.values());
      client?.close();
    },
  };
}

/** How long the queue has nothing to do. What is due already waits for one of those under way, whose end wakes us. */
async function untilDue({ ctx }: App): Promise<number> {
  const times = await Promise.all([mail.nextDue(ctx), mail.nextScheduled(ctx)]);
  const due = times.flatMap((at) => at ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0];
  const waitMs = due ? due.getTime() - ctx.clock.now().getTime() : longestRestMs;
  return waitMs <= 0 ? longestRestMs : waitMs + 5;
}

/** A server may take minutes for each step of a transaction. */
async function renewFlights({ ctx, log }: Pick<App, "ctx" | "log">, batches: readonly mail.Batch[]): Promise<void> {
  const ids = batches.flatMap((batch) => batch.recipients.map((recipient) => recipient.id));
  if (ids.length === 0) return;
  try {
    await mail.renewLeases(ctx, { ids, leaseSeconds });
  } catch (error) {
    log.warn({ err: error }, "leases not renewed");
  }
}

/** Never throws: one message that cannot be handled must not hold up the others. */
async function deliverBatch(app: App, client: Client, batch: mail.Batch): Promise<void> {
  const { ctx, log, hostname } = app;
  try {
    if (batch.ownerSpaceId) await mail.keepOwnerCopy(ctx, batch);
    if (batch.isFromChat) await chat.linkSent(ctx, batch);
    const raw = await ctx.blobs.read(batch.blobHash);
    if (await mail.isLocalDomain(ctx, batch.domain))
      await mail.deliverLocally(ctx, batch, raw, {
        retryAt: (attempts) => (isTooOld(app, batch) ? null : putOffUntil(app, attempts)),
      });
    else await deliverAway(app, client, { batch, raw });
    await mail.finishOutbound(ctx, { outboundId: batch.outboundId, hostname });
  } catch (error) {
    log.error({ err: error, outboundId: batch.outboundId }, "outbound batch failed");
    // When this fails too, the lease ends and another worker takes over.
    await putOff(app, batch).catch((again: unknown) => log.error({ err: again }, "outbound batch not put off"));
  }
}

type Client = ReturnType<typeof createMxClient>;

function clientOf({ hostname, env }: App): Client {
  return createMxClient({
    hostname,
    dns: mailDns(env),
    mayConnect: isPublicAddress,
    isSelf: (name) => name === hostname,
    route: env.smtpRoute,
  });
}

async function deliverAway(
  app: App,
  client: Client,
  { batch, raw }: { batch: mail.Batch; raw: Buffer },
): Promise<void> {
  const { ctx } = app;
  const signed = await sign(app, batch, raw);
  const { reversePath, domain, recipients, envId, ret, isUtf8 = false } = batch;
  const outcomes = await client.deliver({
    reversePath,
    domain,
    raw: signed,
    recipients: recipients.map(envelopeOf),
    envId,
    ret,
    isUtf8,
  });
  const byAddress = new Map(outcomes.map((outcome) => [outcome.address, outcome]));
  const ended = recipients.map(({ id, address, attempts }) =>
    ending(app, batch, { id, attempts, outcome: byAddress.get(address) }),
  );
  await mail.recordOutcomes(ctx.db.pool, ended);
}

function envelopeOf({ address, notify = [], originalRecipient }: mail.EnvelopeRecipient): Recipient {
  return { address, notify, ...(originalRecipient ? { originalRecipient } : {}) };
}

/** With the keys of the sender's domain. Reports, which have no sender, go unsigned, and so does what was only passed on: we did not write it. */
async function sign({ ctx }: App, { reversePath, signDomain }: mail.Batch, raw: Buffer): Promise<Buffer> {
  const domain = signDomain ?? reversePath.slice(reversePath.lastIndexOf("@") + 1).toLowerCase();
  const keys = domain === "" ? [] : await mail.signingKeys(ctx, domain);
  return keys.length === 0
    ? raw
    : signMessage(
        raw,
        keys.map(({ selector, privateKey }) => ({ domain, selector, privateKey })),
      );
}

function ending(
  app: App,
  batch: mail.Batch,
  { id, attempts, outcome }: { id: string; attempts: number; outcome: Outcome | undefined },
): mail.Outcome {
  const { log } = app;
  const reply = outcome?.reply ?? "451 4.4.1 no answer";
  const status = outcome?.status ?? "deferred";
  log.info({ outboundId: batch.outboundId, domain: batch.domain, status, reply, host: outcome?.host }, "outbound");
  if (status === "delivered")
    return { id, state: status, reply, reporter: outcome?.reports ? "next-server" : "us-relayed" };
  if (status === "failed") return { id, state: status, reply };
  if (isTooOld(app, batch)) return { id, state: "failed", reply };
  return { id, state: "deferred", reply, nextAttemptAt: putOffUntil(app, attempts) };
}

function isTooOld({ ctx }: App, batch: mail.Batch): boolean {
  return ctx.clock.now().getTime() - batch.queuedAt.getTime() > giveUpAfterMs;
}

function putOffUntil({ ctx }: App, attempts: number): Date {
  return new Date(ctx.clock.now().getTime() + retryDelayMs(attempts + 1));
}

async function putOff(app: App, batch: mail.Batch): Promise<void> {
  await mail.recordOutcomes(
    app.ctx.db.pool,
    batch.recipients.map(({ id, attempts }) => ({
      id,
      state: "deferred",
      reply: "451 4.3.0 internal error",
      nextAttemptAt: putOffUntil(app, attempts),
    })),
  );
}
