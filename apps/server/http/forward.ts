import type { IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Context, documents } from "@carbyne/domain";
import type { Peer } from "./request.ts";

/** Carries what the process at the door knows of who asks, signed. */
const header = "x-carbyne-forwarded";
const connectMs = 3000;

/** What another process of ours said of a request that it handed on; null for one that came by itself. */
export async function forwardedOf(ctx: Context, request: IncomingMessage): Promise<documents.Forwarded | null> {
  const value = request.headers[header];
  return typeof value === "string" ? documents.readForwarded(ctx, value) : null;
}

type Upgrade = { readonly request: IncomingMessage; readonly socket: Duplex; readonly head: Buffer };

/**
 * Hands an upgrade on as it came to the process that has the document or the meeting, which asks for the right itself. From then on bytes go to and fro, and the
 * end of either is that of both. Throws, with nothing said to the client, when that process is not there.
 */
export async function forwardUpgrade(
  ctx: Context,
  { request, socket, head }: Upgrade,
  { peer, owner, address }: { peer: Peer; owner: string; address: string },
): Promise<void> {
  const signed = await documents.signForwarded(ctx, { owner, peer });
  const target = await reach(address);
  const lines = [`${request.method} ${request.url} HTTP/1.1`, ...headerLines(request), `${header}: ${signed}`];
  target.write(`${lines.join("\r\n")}\r\n\r\n`);
  target.write(head);
  target.on("error", () => socket.destroy());
  socket.on("error", () => target.destroy());
  target.on("close", () => socket.destroy());
  socket.on("close", () => target.destroy());
  target.pipe(socket).pipe(target);
}

function headerLines({ rawHeaders }: IncomingMessage): string[] {
  return rawHeaders.flatMap((name, i) =>
    i % 2 === 0 && name.toLowerCase() !== header ? [`${name}: ${rawHeaders[i + 1]}`] : [],
  );
}

function reach(address: string): Promise<Socket> {
  const { hostname, port } = new URL(`http://${address}`);
  return new Promise((resolve, reject) => {
    const target = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port || 80), noDelay: true });
    target.setTimeout(connectMs, () => target.destroy(new Error(`${address} does not answer`)));
    target.once("error", reject);
    target.once("connect", () => {
      target.setTimeout(0);
      target.off("error", reject);
      resolve(target);
    });
  });
}
