import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { type Context, meetings } from "@carbyne/domain";
import type { Logger } from "@carbyne/kernel";
import type { Sfu, Socket } from "@carbyne/sfu";
import { type WebSocket, WebSocketServer } from "ws";
import { listen } from "../../listen.ts";
import { forwardedOf } from "../forward.ts";
import { keepAwake } from "../keep-awake.ts";
import { meetingOf } from "./meeting-place.ts";

/** The other side of a line that is dead is missed soon, for others see them sit there. */
const pingMs = 10_000;
const frameBytes = 256 * 1024;
/** What is wanted of a meeting is listened to for so long after the last socket is gone. */
const lingerMs = 90_000;
const farewellMs = 2000;
/** Service restart, RFC 6455 §7.4.2: a client comes again at once. */
const restart = 1012;

type Options = {
  readonly sfu: Sfu;
  /** The name of this process as an owner of meetings. */
  readonly owner: string;
  /** The address of this machine at which other processes of ours reach it. */
  readonly host: string;
  readonly log: Logger;
};

type Held = { readonly sockets: Set<WebSocket>; readonly stop: () => void; linger?: NodeJS.Timeout };

/** Takes the sockets of meetings that other processes of ours hand on, and nobody else's, at any port that is free. */
export async function openMeetingSockets(ctx: Context, { sfu, owner, host, log }: Options) {
  const http = createServer((_request, response) => response.writeHead(404).end());
  const server = new WebSocketServer({ noServer: true, maxPayload: frameBytes, perMessageDeflate: false });
  const awake = keepAwake(server, pingMs);
  const held = new Map<string, Held>();

  /** Listens to what is wanted of a meeting, from before the first socket on. */
  async function hold(meetingId: string): Promise<Held | null> {
    const roomId = held.has(meetingId) ? null : await meetings.roomOfMeeting(ctx, meetingId);
    const known = held.get(meetingId);
    if (known) return known;
    if (roomId === null) return null;
    const stop = meetings.watchOrders(ctx, { meetingId, roomId }, (order) => sfu.order(meetingId, order));
    const one: Held = { sockets: new Set(), stop };
    held.set(meetingId, one);
    return one;
  }
  function letGoSoon(meetingId: string, one: Held): void {
    clearTimeout(one.linger);
    one.linger = setTimeout(() => {
      if (one.sockets.size > 0) return;
      one.stop();
      held.delete(meetingId);
    }, lingerMs).unref();
  }

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const meetingId = meetingOf((request.url ?? "").split("?")[0] ?? "");
    const forwarded = await forwardedOf(ctx, request);
    const isOurs = meetingId !== null && forwarded?.owner === owner;
    const one = isOurs ? await hold(meetingId) : null;
    if (!forwarded || meetingId === null || !one) {
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    server.handleUpgrade(request, socket, head, (ws) => {
      ws.on("error", () => ws.terminate());
      awake.watch(ws);
      one.sockets.add(ws);
      ws.on("close", () => {
        one.sockets.delete(ws);
        if (one.sockets.size === 0) letGoSoon(meetingId, one);
      });
      sfu.connect(socketOf(ws), { meetingId, ip: forwarded.peer.ip });
    });
  }
  http.on("upgrade", (request, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    upgrade(request, socket, head).catch((error: unknown) => {
      log.warn({ err: error }, "the socket of a meeting could not be taken");
      socket.destroy();
    });
  });
  const listener = await listen(http, { port: 0, host });
  const { port } = http.address() as AddressInfo;

  return {
    address: `${host.includes(":") ? `[${host}]` : host}:${port}`,
    /** Another process has the meeting, or it is over: whoever is here comes again, and is led there. */
    letGo(meetingId: string): void {
      for (const ws of held.get(meetingId)?.sockets ?? []) ws.close(restart);
    },
    async stop(): Promise<void> {
      awake.stop();
      for (const { stop, linger } of held.values()) {
        clearTimeout(linger);
        stop();
      }
      for (const ws of server.clients) ws.close(restart);
      // One that does not answer the farewell is not waited for.
      const force = setTimeout(() => {
        for (const ws of server.clients) ws.terminate();
      }, farewellMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(force);
      await listener.stop();
    },
  };
}

function socketOf(ws: WebSocket): Socket {
  return {
    send: (text) => ws.send(text),
    get waitingBytes() {
      return ws.bufferedAmount;
    },
    close: (code, reason) => ws.close(code, reason),
    onMessage(listener) {
      ws.on("message", (data: Buffer, isBinary) => {
        // 1003: data that cannot be taken, RFC 6455 §7.4.1.
        if (isBinary) ws.close(1003);
        else listener(data.toString());
      });
    },
    onClose: (listener) => void ws.on("close", listener),
  };
}
