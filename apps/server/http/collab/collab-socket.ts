import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import {
  closeCodes,
  closeRestart,
  type Connection,
  createHub,
  defaultLimits,
  type Hub,
  type Socket,
} from "@carbyne/collab";
import { documents, signIn } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { type WebSocket, WebSocketServer } from "ws";
import type { App } from "../../app.ts";
import { forwardedOf, forwardUpgrade } from "../forward.ts";
import { keepAwake } from "../keep-awake.ts";
import { isOwnOrigin, type Peer } from "../request.ts";
import { observed, observeHub } from "./collab-metrics.ts";
import { placeOf } from "./document-place.ts";
import { participantOf } from "./participant.ts";

const pingMs = 30_000;
const farewellMs = 2000;

export type CollabOptions = Partial<Parameters<typeof createHub>[0]> & {
  /** Where other processes reach this one. */
  readonly address?: string;
};

type Upgrade = { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer };
type Admitted = {
  readonly actor: Actor;
  readonly place: { readonly id: string; readonly epoch: number };
  readonly participation: documents.Participation;
  readonly document: Extract<Awaited<ReturnType<Hub["open"]>>, { status: "open" }>["document"];
};

/**
 * The socket over which documents are written. Who may not is let in and told why by the code of the close: a client would try a refused upgrade again
 * without end.
 */
export function createCollabSocket(
  app: App,
  peerOf: (request: IncomingMessage) => Peer,
  { address = app.env.internalAddress, ...pace }: CollabOptions,
) {
  const { ctx, log } = app;
  const store = observed(documents.createDocumentStore(ctx, { address }));
  const hub = createHub({ store, log, ...pace });
  const stopObserving = observeHub(hub);
  // What is a little too long is told so by a code that lasts; what is far too long is not read at all.
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: 2 * defaultLimits.frameBytes,
    perMessageDeflate: false,
  });
  const awake = keepAwake(server, pingMs);
  /** Sockets of documents that other processes own. */
  const handedOn = new Set<Duplex>();

  /** Takes an upgrade, or hands it on to the process that owns the document. Never throws. */
  async function upgrade(asked: Upgrade): Promise<void> {
    try {
      const forwarded = await forwardedOf(ctx, asked.request);
      const peer = forwarded?.peer ?? peerOf(asked.request);
      // A page of another site could open a socket with the person's cookie (RFC 6455 §10.2).
      if (!isOwnOrigin(asked.request, peer, app.env.publicUrl)) return refuseOrigin(asked.socket);
      const admitted = await admit(asked, { peer, forwarded });
      if (admitted) accept(asked, (ws) => join(ws, admitted));
    } catch (error) {
      const [code, reason] = closingOf(error);
      accept(asked, (ws) => ws.close(code, reason));
    }
  }
  async function admit(
    asked: Upgrade,
    { peer, forwarded }: { peer: Peer; forwarded: documents.Forwarded | null },
  ): Promise<Admitted | null> {
    const place = placeOf(asked.request.url ?? "");
    if (!place) throw new Refusal("not-found", "document-unknown");
    const actor = await participantOf(ctx, asked.request, peer);
    const participation = await documents.joinDocument(ctx, actor, place);
    if (forwarded && forwarded.owner !== store.owner) throw new Refusal("busy", "document-moved");
    const opened = await hub.open(place.id);
    if (opened.status === "missing") throw new Refusal("not-found", "document-unknown");
    if (opened.status === "open") return { actor, place, participation, document: opened.document };
    // It went from owner to owner while this was on its way.
    if (forwarded) throw new Refusal("busy", "document-moved");
    await forwardUpgrade(ctx, asked, { peer, owner: opened.owner, address: opened.address });
    handedOn.add(asked.socket);
    asked.socket.on("close", () => handedOn.delete(asked.socket));
    return null;
  }
  function accept({ request, socket, head }: Upgrade, then: (ws: WebSocket) => void): void {
    server.handleUpgrade(request, socket, head, (ws) => {
      ws.on("error", () => ws.terminate());
      awake.watch(ws);
      then(ws);
    });
  }
  function join(ws: WebSocket, { actor, place, participation, document }: Admitted): void {
    const connection = document.connect(socketOf(ws), participation);
    ws.on("message", (data: Buffer, isBinary) => {
      if (isBinary) connection.receive(data);
      else connection.end(closeCodes.invalid, "bad-message");
    });
    const stops = [watchRights({ actor, place, participation, connection }), watchSession(actor, connection)];
    ws.on("close", () => {
      connection.gone();
      for (const stop of stops) stop();
    });
  }
  function watchRights({
    actor,
    place,
    participation,
    connection,
  }: Pick<Admitted, "actor" | "place" | "participation"> & { connection: Connection }): () => void {
    return documents.watchParticipation(ctx, actor, {
      ...place,
      now: participation,
      onChange({ mayWrite }) {
        // A page that was made for writing would go on as if it could: it is opened again, for reading.
        if (mayWrite) connection.setMayWrite(true);
        else connection.end(closeCodes.forbidden, "document-read-only");
      },
      onEnd: ({ kind, reason }) => connection.end(closeCodes[kind], reason),
    });
  }
  function watchSession(actor: Actor, connection: Connection): () => void {
    if (actor.kind !== "user" || actor.tokenId === undefined) return () => {};
    const { accountId, tokenId: id } = actor;
    return signIn.watchProof(ctx, { accountId, proof: { kind: "token", id } }, () =>
      connection.end(closeCodes.unauthenticated, "session-ended"),
    );
  }
  function closingOf(error: unknown): readonly [number, string] {
    if (error instanceof Refusal) return [closeCodes[error.kind], error.reason];
    log.warn({ err: error }, "a document could not be opened");
    return [closeCodes.busy, "try-again"];
  }
  return {
    upgrade,
    async stop(): Promise<void> {
      awake.stop();
      await hub.stop();
      stopObserving();
      for (const socket of handedOn) socket.destroy();
      for (const client of server.clients) client.close(closeRestart);
      // One that does not answer the farewell is not waited for.
      const force = setTimeout(() => {
        for (const client of server.clients) client.terminate();
      }, farewellMs);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(force);
      await store.close();
    },
  };
}

function refuseOrigin(socket: Duplex): void {
  socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
}

function socketOf(ws: WebSocket): Socket {
  return {
    send: (bytes) => ws.send(bytes),
    close(code, reason) {
      // The other side's farewell must be read.
      ws.resume();
      ws.close(code, reason);
    },
    pause: () => ws.pause(),
    resume: () => ws.resume(),
    bufferedBytes: () => ws.bufferedAmount,
  };
}
