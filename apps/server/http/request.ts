import type { IncomingMessage } from "node:http";
import type { TLSSocket } from "node:tls";
import ipaddr from "ipaddr.js";
import type { Env } from "../env.ts";

/** What is true of a request, told by the connection or by a proxy that is trusted. */
export type Peer = {
  readonly ip: string;
  readonly isSecure: boolean;
  /** Host and port that the browser asked for. */
  readonly host: string;
};

/** Reads who asks. X-Forwarded headers count only when the connection comes from a trusted proxy; of several addresses the last untrusted one is the client. */
export function createPeerReader({ trustedProxies, publicUrl }: Pick<Env, "trustedProxies" | "publicUrl">) {
  const networks = trustedProxies.map(networkOf);
  const isTrusted = (ip: string) => networks.some((matches) => matches(ip));
  return (request: IncomingMessage): Peer => {
    const remote = plainAddress(request.socket.remoteAddress ?? "0.0.0.0");
    const isEncrypted = Boolean((request.socket as Partial<TLSSocket>).encrypted);
    const host = request.headers.host ?? "";
    if (!isTrusted(remote)) return { ip: remote, isSecure: isEncrypted, host };
    const chain = list(request.headers["x-forwarded-for"]).map(plainAddress);
    return {
      ip: chain.findLast((one) => ipaddr.isValid(one) && !isTrusted(one)) ?? remote,
      isSecure: isEncrypted || (list(request.headers["x-forwarded-proto"])[0] ?? protocolOf(publicUrl)) === "https",
      host: list(request.headers["x-forwarded-host"])[0] ?? host,
    };
  };
}

function protocolOf(url: URL | undefined): string | undefined {
  return url?.protocol.slice(0, -1);
}

function list(value: string | string[] | undefined): string[] {
  return (Array.isArray(value) ? value.join(",") : (value ?? "")).split(",").flatMap((one) => one.trim() || []);
}

/** `::ffff:192.0.2.1` is an IPv4 address that came in through an IPv6 socket. */
function plainAddress(ip: string): string {
  return ipaddr.isValid(ip) ? ipaddr.process(ip).toString() : ip;
}

function networkOf(text: string): (ip: string) => boolean {
  const range = text.includes("/") ? ipaddr.parseCIDR(text) : null;
  const single = range ? null : ipaddr.parse(text).toString();
  return (ip) => {
    if (!ipaddr.isValid(ip)) return false;
    const address = ipaddr.parse(ip);
    if (!range) return address.toString() === single;
    return address.kind() === range[0].kind() && address.match(range);
  };
}

/** Whether a request that changes something, or a socket, was opened by a page of ours (Fetch Standard §3.1; a program sends no Origin). */
export function isOwnOrigin(request: IncomingMessage, { host }: Peer, publicUrl: URL | undefined): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || from === publicUrl?.host;
}
