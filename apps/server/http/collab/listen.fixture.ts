import type { Server } from "node:http";
import type { Context } from "@carbyne/domain";
import { silentLogger } from "@carbyne/kernel";
import type { App } from "../../app.ts";
import { readEnv } from "../../env.ts";
import { openSockets } from "../sockets.ts";

const noTls: App["tls"] = {
  cert: "",
  key: "",
  isSelfSigned: true,
  onChange: () => {},
  replace: () => {},
  current() {
    throw new Error("no listener here");
  },
};

/** Takes the sockets at a server, as the service http does, and does all that documents need soon. */
export function listenForDocuments(ctx: Context, { server, address }: { server: Server; address: string }) {
  const env = readEnv({});
  const app: App = { ctx, env, log: silentLogger, hostname: "mail.town.example", version: "0", tls: noTls };
  const pace = { flushMs: 20, retryMs: 50, mostRetryMs: 200 };
  return openSockets(app, [server], { address, pace, idleMs: 100 });
}
