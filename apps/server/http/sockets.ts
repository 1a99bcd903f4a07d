import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { App } from "../app.ts";
import { type CollabOptions, createCollabSocket } from "./collab/collab-socket.ts";
import { isCollabPath } from "./collab/document-place.ts";
import { guestSocketToken } from "./guests/guest-of.ts";
import { createMeetingDoor } from "./meetings/meeting-door.ts";
import { meetingOf } from "./meetings/meeting-place.ts";
import { createPeerReader, isOwnOrigin } from "./request.ts";
import { createTrpcSocket } from "./trpc.ts";

/** The WebSockets of some servers: changes, below the address of an invitation too, documents, and meetings. */
export function openSockets(app: App, servers: readonly Server[], options: CollabOptions = {}) {
  const peerOf = createPeerReader(app.env);
  const trpc = createTrpcSocket(app, peerOf);
  const collab = createCollabSocket(app, peerOf, options);
  const meetings = createMeetingDoor(app, peerOf);
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Nothing else listens for faults of a socket that is being upgraded.
    socket.on("error", () => socket.destroy());
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (isCollabPath(path)) {
      void collab.upgrade({ request, socket, head });
      return;
    }
    if (meetingOf(path) !== null) {
      void meetings.upgrade({ request, socket, head });
      return;
    }
    // A page of another site could open a socket with the person's cookie (RFC 6455 §10.2).
    const isOurs = isOwnOrigin(request, peerOf(request), app.env.publicUrl);
    if ((path !== "/trpc-ws" && guestSocketToken(path) === null) || !isOurs) {
      socket.end(
        `HTTP/1.1 ${isOurs ? "404 Not Found" : "403 Forbidden"}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    trpc.server.handleUpgrade(request, socket, head, (client) => trpc.server.emit("connection", client, request));
  };
  for (const server of servers) server.on("upgrade", upgrade);
  return {
    async stop(): Promise<void> {
      meetings.stop();
      await Promise.all([trpc.stop(), collab.stop()]);
    },
  };
}
