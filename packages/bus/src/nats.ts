import type { Logger } from "@carbyne/kernel";
import type { ConnectionOptions, NatsConnection } from "@nats-io/transport-node";
import type { Bus } from "./bus.ts";
import { keepConnected } from "./keep-connected.ts";
import { createBusOver } from "./over-wire.ts";
import { type Channel, channels, type OpenWire } from "./wire.ts";

const subjectOf = (channel: Channel) => `carbyne.${channel}`;
/** A server that does not answer for so long is away, and so is one that has left two pings unanswered. */
const timeoutMs = 5_000;
const pingMs = 10_000;

/** The bus over NATS, on one connection that comes back by itself. `url` is `nats:` or `tls:`, with a user and a password, or a token alone, before the host. */
export function createNatsBus({ url, log }: { url: URL; log: Logger }): Bus {
  const open: OpenWire = (on) => {
    const kept = keepConnected<NatsConnection>({
      peer: `NATS at ${url.host}`,
      async open(onLost) {
        // Whoever has no NATS need not load what speaks it.
        const { connect } = await import("@nats-io/transport-node");
        const connection = await connect(optionsOf(url));
        for (const channel of channels)
          connection.subscribe(subjectOf(channel), {
            callback: (error, message) => {
              if (error) log.warn({ err: error }, `NATS does not let us listen to ${subjectOf(channel)}`);
              else on.payload(channel, message.string());
            },
          });
        // The server has the subscriptions when it answers: what others say from here on is heard.
        await answered(connection);
        void connection.closed().then(onLost);
        return connection;
      },
      end: (connection) => connection.close(),
      onGap: on.gap,
      log,
    });
    return {
      async send(channel, payload) {
        const connection = await kept.get();
        connection.publish(subjectOf(channel), payload);
        await answered(connection);
      },
      isConnected: () => kept.isConnected(),
      close: () => kept.close(),
    };
  };
  return createBusOver(open, log);
}

/** Waits until the server has taken what was sent; throws when the connection ends before. */
async function answered(connection: NatsConnection): Promise<void> {
  const isOver = await Promise.race([connection.flush().then(() => false), connection.closed().then(() => true)]);
  if (isOver) throw new Error("the connection to NATS has ended");
}

function optionsOf({ protocol, hostname, port, username, password }: URL): ConnectionOptions {
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  return {
    servers: `${hostname}:${port || 4222}`,
    name: "carbyne",
    timeout: timeoutMs,
    pingInterval: pingMs,
    maxPingOut: 2,
    noEcho: true,
    // It would keep what is sent meanwhile, and give up at some refusals: the connection is kept here, as any other.
    reconnect: false,
    // Without a word about it TLS is used where the server offers it.
    ...(protocol === "tls:" ? { tls: {} } : {}),
    ...(pass ? { user, pass } : user ? { token: user } : {}),
  };
}
