import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { meetings } from "@carbyne/domain";
import { Refusal, type RefusalKind } from "@carbyne/kernel";
import type { App } from "../../app.ts";
import { forwardUpgrade } from "../forward.ts";
import { isOwnOrigin, type Peer } from "../request.ts";
import { meetingOf } from "./meeting-place.ts";

type Upgrade = { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer };

/** Processes that are asked, one after the other, where the first do not answer. */
const mostTries = 3;

const statuses: Partial<Record<RefusalKind, string>> = { "not-found": "404 Not Found", forbidden: "403 Forbidden" };

/** Where browsers come for the socket of a meeting: it is handed on to the process that has it. Who they are is in the grant that they say there. */
export function createMeetingDoor(app: App, peerOf: (request: IncomingMessage) => Peer) {
  const handedOn = new Set<Duplex>();

  async function handOn(asked: Upgrade, peer: Peer): Promise<void> {
    const meetingId = meetingOf((asked.request.url ?? "").split("?")[0] ?? "") ?? "";
    const except: string[] = [];
    for (;;) {
      const { owner, address } = await meetings.claimMeeting(app.ctx, { meetingId, except });
      try {
        await forwardUpgrade(app.ctx, asked, { peer, owner, address });
        return;
      } catch (error) {
        app.log.warn({ err: error, address, meetingId }, "the process that has a meeting does not answer");
        except.push(owner);
        if (except.length >= mostTries) throw new Refusal("busy", "meetings-unavailable");
      }
    }
  }

  return {
    /** Never throws. */
    async upgrade(asked: Upgrade): Promise<void> {
      const { request, socket } = asked;
      try {
        const peer = peerOf(request);
        // A page of another site could open a socket in somebody's browser (RFC 6455 §10.2).
        if (!isOwnOrigin(request, peer, app.env.publicUrl)) throw new Refusal("forbidden", "foreign-request");
        await handOn(asked, peer);
        handedOn.add(socket);
        socket.on("close", () => handedOn.delete(socket));
      } catch (error) {
        if (!(error instanceof Refusal)) app.log.warn({ err: error }, "a meeting could not be reached");
        const status = (error instanceof Refusal ? statuses[error.kind] : undefined) ?? "503 Service Unavailable";
        socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      }
    },
    stop(): void {
      for (const socket of handedOn) socket.destroy();
    },
  };
}
