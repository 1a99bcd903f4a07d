import type { Logger } from "@carbyne/kernel";
import pg from "pg";
import type { Bus, Hint } from "./bus.ts";
import { coalesce } from "./coalesce.ts";
import { createListeners } from "./listeners.ts";

const channel = "carbyne_hints";
const intervalMs = 100;
const retryMs = 500;
/** NOTIFY takes payloads up to 8,000 bytes; a hint is some 60. */
const hintsPerPayload = 100;

/** The bus over LISTEN/NOTIFY, on one connection of its own that comes back by itself. */
export function createPostgresBus({ url, log }: { url: string; log: Logger }): Bus {
  const listeners = createListeners();
  const gaps = new Set<() => void>();
  let client: pg.Client | undefined;
  let closed = false;
  let connecting: Promise<void> = Promise.resolve();
  let retry: NodeJS.Timeout | undefined;

  async function connect(isFirst: boolean): Promise<void> {
    const next = new pg.Client({ connectionString: url });
    next.on("error", () => {});
    next.on("notification", ({ payload }) => {
      for (const hint of decode(payload ?? "")) listeners.tell(hint);
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${channel}`);
    } catch (error) {
      log.warn({ err: error }, "hints cannot reach PostgreSQL, trying again");
      await next.end().catch(() => {});
      again();
      return;
    }
    next.on("end", again);
    client = next;
    if (!isFirst) for (const listener of gaps) listener();
  }
  function again(): void {
    client = undefined;
    if (!closed) retry = setTimeout(reconnect, retryMs);
  }
  function reconnect(): void {
    connecting = connect(false);
  }
  connecting = connect(true);

  const outgoing = coalesce(intervalMs, (hints) => {
    void connecting.then(() => send(hints));
  });
  async function send(hints: readonly Hint[]): Promise<void> {
    for (let start = 0; start < hints.length; start += hintsPerPayload) {
      const payload = encode(hints.slice(start, start + hintsPerPayload));
      await client?.query("SELECT pg_notify($1, $2)", [channel, payload]).catch((error: unknown) => {
        log.warn({ err: error }, "a hint was lost");
      });
    }
  }

  return {
    publish: (hint) => outgoing.add(hint),
    subscribe: (spaceId, listener) => listeners.add(spaceId, listener),
    onGap(listener) {
      gaps.add(listener);
      return () => gaps.delete(listener);
    },
    async close() {
      outgoing.flush();
      closed = true;
      clearTimeout(retry);
      await connecting;
      await client?.end();
    },
  };
}

function encode(hints: readonly Hint[]): string {
  return hints.map(({ spaceId, modseq }) => `${spaceId} ${modseq}`).join("\n");
}

function decode(payload: string): Hint[] {
  return payload.split("\n").flatMap((line) => {
    const [spaceId, modseq] = line.split(" ");
    return spaceId && modseq && /^\d{1,19}$/.test(modseq) ? [{ spaceId, modseq: BigInt(modseq) }] : [];
  });
}
