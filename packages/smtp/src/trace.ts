import type { Session } from "./backend.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/** The Received field that we put on top of a message, RFC 5321 §4.4; `forAddress` only when there is one recipient, so that nobody learns of another. */
export function receivedHeader(
  { id, peer, protocol }: Session<unknown>,
  { by, forAddress, at }: { by: string; forAddress?: string | undefined; at: Date },
): [string, string] {
  const helo = /^[\w.:[\]-]{1,255}$/.test(peer.helo) ? peer.helo : "unknown";
  const literal = peer.ip.includes(":") ? `IPv6:${peer.ip}` : peer.ip;
  const tls = peer.tls ? ` (${peer.tls.version} ${peer.tls.cipher})` : "";
  const recipient = forAddress ? ` for <${forAddress}>` : "";
  return [
    "Received",
    `from ${helo} ([${literal}])${tls} by ${by} with ${protocol} id ${id}${recipient}; ${dateOf(at)}`,
  ];
}

function dateOf(at: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;
  return `${days[at.getUTCDay()]}, ${at.getUTCDate()} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()} ${time} +0000`;
}
