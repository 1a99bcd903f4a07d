import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Context, maintenance } from "@carbyne/domain";
import { silentLogger } from "@carbyne/kernel";
import { WebSocket } from "ws";
import type { App, Running } from "../../app.ts";
import { readEnv } from "../../env.ts";
import { sfu } from "../../services/sfu.ts";
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

function appOf(ctx: Context, environment: Record<string, string>): App {
  return { ctx, env: readEnv(environment), log: silentLogger, hostname: "mail.town.example", version: "0", tls: noTls };
}

/** The role sfu as a process runs it, with the real media worker, and its sign of life. */
export async function startMedia(
  ctx: Context,
  { load }: { load?: number } = {},
): Promise<Running & { beat(): Promise<void>; readonly id: string }> {
  const workerBin = process.env["MEDIASOUP_WORKER_BIN"] ?? "";
  const environment = { MEDIASOUP_WORKER_BIN: workerBin, CARBYNE_RTC_PORT: "0", CARBYNE_RTC_WORKERS: "1" };
  const running = await sfu.start(appOf(ctx, { ...environment, CARBYNE_LISTEN_HOST: "127.0.0.1" }));
  const { node } = running;
  if (!node) throw new Error("there is no media worker");
  const beat = () =>
    maintenance.beat(ctx, { id: node.id, node: "test", role: "sfu", address: node.address, load: load ?? node.load() });
  await beat();
  return { ...running, id: node.id, beat };
}

/** The sockets of the role http. */
export async function startDoor(ctx: Context) {
  const server = createServer();
  const sockets = openSockets(appOf(ctx, {}), [server], { address: "127.0.0.1:1" });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ws://127.0.0.1:${port}`,
    async stop(): Promise<void> {
      await sockets.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Told = { readonly tell: string; readonly data: Record<string, unknown> };

/** A browser's socket of a meeting, as far as its frames go. */
export async function openSocket(url: string, headers: Record<string, string> = {}) {
  const ws = new WebSocket(url, { headers });
  const told: Told[] = [];
  const answers = new Map<number, (frame: Record<string, unknown>) => void>();
  const closed = new Promise<number>((resolve) => ws.on("close", resolve));
  ws.on("message", (data: Buffer) => {
    const frame = JSON.parse(data.toString());
    if (frame.tell) told.push(frame);
    else answers.get(frame.id)?.(frame);
  });
  await new Promise<void>((resolve, reject) => {
    ws.once("open", resolve);
    ws.once("error", reject);
  });
  let count = 0;
  return {
    told,
    closed,
    close: () => ws.close(),
    ask(ask: string, data: object): Promise<Record<string, unknown>> {
      const id = ++count;
      ws.send(JSON.stringify({ id, ask, data }));
      return new Promise((resolve) => answers.set(id, resolve));
    },
  };
}
