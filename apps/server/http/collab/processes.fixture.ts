import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createPostgresBus } from "@carbyne/bus";
import { openDatabase } from "@carbyne/db";
import { accounts, type Context, documents, signIn } from "@carbyne/domain";
import { type Actor, silentLogger } from "@carbyne/kernel";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import WebSocket from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { listenForDocuments } from "./listen.fixture.ts";

export type Process = Awaited<ReturnType<typeof startProcess>>;

/** A process of the role http, as far as documents go, with connections of its own to the database of a test. */
export async function startProcess(context: Context) {
  const db = openDatabase({ url: context.db.url });
  const bus = createPostgresBus({ url: context.db.url, log: silentLogger });
  const ctx: Context = { ...context, db, bus };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const collab = listenForDocuments(ctx, { server, address });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await bus.close();
    await db.close();
  };
  return {
    ctx,
    url: `ws://${address}/collab`,
    address,
    async stop(): Promise<void> {
      await collab.stop();
      await close();
    },
  };
}

export type Person = Awaited<ReturnType<typeof buildPerson>>;

let counter = 0;

/** Somebody who is signed in. */
export async function buildPerson(ctx: Context, domain = "town.example") {
  const address = `w${++counter}@${domain}`;
  const name = `Person ${counter}`;
  const { accountId } = await accounts.createAccount(ctx, { address, name, password: "a long enough password" });
  const secret = await signIn.openSession(ctx, accountId, {});
  const found = await signIn.findSession(ctx, secret);
  const actor: Actor = found ?? { kind: "user", accountId };
  return { accountId, actor, address, name, cookie: `carbyne=${secret}` };
}

export async function buildDocument(ctx: Context, { actor }: Person): Promise<string> {
  return (await documents.createDocument(ctx, actor, { parentId: null, name: "Minutes", kind: "text" })).id;
}

/** The one message that is ours. */
const markType = 64;

type Opening = { id: string; cookie: string; epoch?: number; doc?: Y.Doc; headers?: Record<string, string> };

/** Opens a document with a y-websocket client as it comes. */
export function openStock(
  { url }: Pick<Process, "url">,
  { id, cookie, epoch = 1, doc = new Y.Doc(), headers }: Opening,
) {
  class WithCookie extends WebSocket {
    constructor(target: string | URL, protocols?: string | string[]) {
      super(target, protocols, { headers: { cookie, ...headers } });
    }
  }
  const provider = new WebsocketProvider(url, `${id}/${epoch}`, doc, {
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    maxBackoffTime: 200,
  });
  const closed: { code: number; reason: string }[] = [];
  provider.on("closed", (event: { code: number; reason: string }) => void closed.push(event));
  const kept = new Set<number>();
  provider.messageHandlers[markType] = (_encoder, decoder) => void kept.add(decoding.readVarUint(decoder));
  let token = 0;
  return {
    doc,
    text: doc.getText("text"),
    provider,
    closed,
    leave: () => provider.destroy(),
    /** Asks to be told when all that was sent is kept. Says whether it was. */
    mark(): () => boolean {
      const mine = ++token;
      provider.ws?.send(
        encoding.encode((encoder) => {
          encoding.writeVarUint(encoder, markType);
          encoding.writeVarUint(encoder, mine);
        }),
      );
      return () => kept.has(mine);
    },
  };
}

/** Opens a document with a bare socket, for what no client sends. */
export function openBare({ url }: Pick<Process, "url">, { id, cookie, epoch = 1, headers }: Omit<Opening, "doc">) {
  const socket = new WebSocket(`${url}/${id}/${epoch}`, { headers: { cookie, ...headers } });
  socket.on("error", () => {});
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  const opened = new Promise<void>((resolve) => socket.on("open", resolve));
  return { socket, opened, closed };
}
