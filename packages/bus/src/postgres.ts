import type { Logger } from "@carbyne/kernel";
import pg from "pg";
import type { Bus } from "./bus.ts";
import { keepConnected } from "./keep-connected.ts";
import { createBusOver } from "./over-wire.ts";
import { type Channel, channels, type OpenWire } from "./wire.ts";

const nameOf = (channel: Channel) => `carbyne_${channel}`;
const listen = channels.map((channel) => `LISTEN ${nameOf(channel)}`).join("; ");

/** The bus over LISTEN/NOTIFY, on one connection of its own that comes back by itself. */
export function createPostgresBus({ url, log }: { url: string; log: Logger }): Bus {
  const open: OpenWire = (on) => {
    const kept = keepConnected<pg.Client>({
      peer: "PostgreSQL",
      async open(onLost) {
        const client = new pg.Client({ connectionString: url });
        client.on("error", () => {});
        client.on("notification", ({ channel: name, payload = "" }) => {
          const channel = channels.find((one) => nameOf(one) === name);
          if (channel) on.payload(channel, payload);
        });
        try {
          await client.connect();
          await client.query(listen);
        } catch (error) {
          await client.end().catch(() => {});
          throw error;
        }
        client.on("end", onLost);
        return client;
      },
      end: (client) => client.end(),
      onGap: on.gap,
      log,
    });
    return {
      async send(channel, payload) {
        const client = await kept.get();
        await client.query("SELECT pg_notify($1, $2)", [nameOf(channel), payload]);
      },
      isConnected: () => kept.isConnected(),
      close: () => kept.close(),
    };
  };
  return createBusOver(open, log);
}
