import type { IncomingMessage, ServerResponse } from "node:http";
import { appRouter, type Call } from "@carbyne/api";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { WebSocketServer } from "ws";
import type { Actor } from "@carbyne/kernel";
import type { App } from "../app.ts";
import { mailServers } from "../mail-servers.ts";
import { roleHealth } from "./health.ts";
import { createOnceEncoder } from "./encode-once.ts";
import { guestOf, guestSocketToken } from "./guests/guest-of.ts";
import type { Peer } from "./request.ts";
import { actorOf, deviceCookie, deviceOf, sessionCookie } from "./session.ts";

const maxBodyBytes = 8 * 1024 * 1024;
const maxBatch = 20;
const farewellMs = 2000;

type Asked = {
  readonly request: IncomingMessage;
  /** Where the door knows who asks: a guest of a room. */
  readonly actor?: Actor;
};

/** Below the address of an invitation it is the guest who came by it, else whoever has a session. */
function callerOf(app: App, request: IncomingMessage, peer: Peer): Promise<Actor | null> {
  const token = guestSocketToken(request.url ?? "");
  return token === null ? actorOf(app.ctx, request, peer) : guestOf(app.ctx, { token, request, peer });
}

/** Who calls, for tRPC. Over a socket no session can be given. */
async function callOf(
  app: App,
  peer: Peer,
  { request, actor, setSession, setDevice }: Asked & Pick<Call, "setSession" | "setDevice">,
): Promise<Call> {
  return {
    domain: app.ctx,
    actor: actor ?? (await callerOf(app, request, peer)),
    ip: peer.ip,
    userAgent: request.headers["user-agent"] ?? "",
    version: app.version,
    origin: app.env.publicUrl?.origin ?? `${peer.isSecure ? "https" : "http"}://${peer.host}`,
    mailServers: mailServers(app),
    roles: () => roleHealth(app),
    setSession,
    device: deviceOf(request, peer),
    setDevice,
  };
}

/** Answers a call over HTTP. */
export async function answerTrpc(
  app: App,
  peer: Peer,
  { request, response, path, actor }: Asked & { response: ServerResponse; path: string },
): Promise<void> {
  const setSession = (secret: string | null) => void response.appendHeader("set-cookie", sessionCookie(secret, peer));
  const setDevice = (secret: string) => void response.appendHeader("set-cookie", deviceCookie(secret, peer));
  response.setHeader("cache-control", "no-store");
  await nodeHTTPRequestHandler({
    router: appRouter,
    req: request,
    res: response,
    path,
    maxBodySize: maxBodyBytes,
    maxBatchSize: maxBatch,
    createContext: () => callOf(app, peer, { request, ...(actor ? { actor } : {}), setSession, setDevice }),
  });
}

function refuse(): never {
  throw new Error("a socket carries no session");
}

/** The socket over which changes are told. */
export function createTrpcSocket(app: App, peerOf: (request: IncomingMessage) => Peer) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024, perMessageDeflate: false });
  const handler = applyWSSHandler({
    wss: server,
    router: appRouter,
    experimental_encoder: createOnceEncoder(),
    keepAlive: { enabled: true, pingMs: 30_000, pongWaitMs: 10_000 },
    createContext: ({ req }) =>
      callOf(app, peerOf(req), {
        request: req,
        setSession: refuse,
        setDevice: refuse,
      }),
  });
  return {
    server,
    async stop(): Promise<void> {
      // Clients reconnect, to the next process.
      handler.broadcastReconnectNotification();
      for (const client of server.clients) client.close(1012);
      // One that does not answer the farewell is not waited for.
      const force = setTimeout(() => {
        for (const client of server.clients) client.terminate();
      }, farewellMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(force);
    },
  };
}
