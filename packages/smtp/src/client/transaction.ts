import { domainToASCII } from "node:url";
import type { Recipient } from "../backend.ts";
import type { OutboundConnection } from "./outbound-connection.ts";

export type Message = {
  readonly reversePath: string;
  readonly recipients: readonly Recipient[];
  readonly raw: Buffer;
  readonly envId?: string | undefined;
  readonly ret?: "FULL" | "HDRS" | undefined;
  /** The header is UTF-8, RFC 6531. */
  readonly isUtf8?: boolean;
};

/** How it ended for one recipient: code and text as the server gave them. */
export type Result = {
  readonly recipient: Recipient;
  readonly code: number;
  readonly reply: string;
  /** The server took the sender's wishes for reports over, RFC 3461 §5.2.1. */
  readonly reports?: boolean;
};

type Failure = Error & { readonly responseCode?: number; readonly response?: string; readonly code?: string };
type Rejection = Failure & { readonly recipient?: string };

/** Carries a message over an open connection. `isOver` when the connection cannot carry another. */
export async function transact(
  connection: OutboundConnection,
  message: Message,
): Promise<{ results: Result[]; isOver: boolean }> {
  const { reversePath, raw, isUtf8 = false } = message;
  const needsUtf8 = (text: string) => /\P{ASCII}/u.test(text);
  const from = asciiDomain(reversePath);
  const all = message.recipients.map((recipient) => ({ recipient, to: asciiDomain(recipient.address) }));
  // A server that does not know SMTPUTF8 must not be given such mail, RFC 6531 §3.2: it would carry it on in pieces.
  const canUtf8 = connection.offers("SMTPUTF8");
  const isStuck = ({ to }: { to: string }) => !canUtf8 && (isUtf8 || needsUtf8(from) || needsUtf8(to));
  const stuck = all.filter(isStuck).map(({ recipient }) => ({ recipient, code: 553, reply: noUtf8 }));
  const going = all.filter((one) => !isStuck(one));
  if (going.length === 0) return { results: stuck, isOver: false };

  connection.expect({ recipients: going.map(({ recipient, to }) => ({ ...recipient, address: to })), isUtf8 });
  const outcome = await send(connection, {
    envelope: {
      from: from === "" ? false : from,
      to: going.map(({ to }) => to),
      size: raw.length,
      use8BitMime: true,
      dsn: { ...(message.envId ? { id: message.envId } : {}), ...(message.ret ? { ret: message.ret } : {}) },
    },
    raw,
  });
  const refused = new Map(rejectedOf(outcome).map((one) => [one.recipient, one]));
  const results = going.map(({ recipient, to }): Result => {
    const failure = refused.get(to) ?? outcome.failure;
    return failure
      ? { recipient, ...answerOf(failure) }
      : { recipient, code: 250, reply: outcome.response ?? "", reports: connection.offers("DSN") };
  });
  return { results: [...stuck, ...results], isOver: outcome.failure !== undefined };
}

const noUtf8 = "553 5.6.7 the server does not take internationalized mail";

/** The domain alone can always be written in ASCII, RFC 5891 §4.4. */
function asciiDomain(address: string): string {
  const at = address.lastIndexOf("@");
  const ascii = /^\p{ASCII}*$/u.test(address) ? "" : domainToASCII(address.slice(at + 1));
  return ascii === "" ? address : `${address.slice(0, at)}@${ascii}`;
}

type Sent = { failure?: Failure; response?: string; rejected?: readonly Failure[] };

function send(
  connection: OutboundConnection,
  { envelope, raw }: { envelope: Parameters<OutboundConnection["send"]>[0]; raw: Buffer },
): Promise<Sent> {
  return new Promise((resolve) => {
    // A connection that breaks in the middle says so here and not always to the callback.
    const onError = (failure: Failure) => resolve({ failure });
    connection.once("error", onError);
    connection.send(envelope, raw.length === 0 ? emptyMessage : raw, (error, info) => {
      connection.off("error", onError);
      if (error) return resolve({ failure: error as Failure });
      resolve({ response: info?.response ?? "", rejected: (info?.rejectedErrors ?? []) as Failure[] });
    });
  });
}

/** The library takes no message for a missing one. */
const emptyMessage = Buffer.from("\r\n");

/** When all recipients are refused the library fails as a whole and keeps the answers in the fault. */
function rejectedOf({ failure, rejected }: Sent): Rejection[] {
  const inside =
    failure && "rejectedErrors" in failure ? (failure.rejectedErrors as Rejection[] | undefined) : undefined;
  return [...(rejected ?? []), ...(inside ?? [])];
}

/** What the library refuses before it asks the server will not be better tomorrow. */
const local: Readonly<Record<string, string>> = {
  EMESSAGE: "552 5.3.4 the message is larger than the server takes",
  EENVELOPE: "553 5.1.3 this address cannot be written in SMTP",
};

function answerOf(failure: Failure): { code: number; reply: string } {
  const refusal = failure.response === undefined ? local[failure.code ?? ""] : undefined;
  if (refusal !== undefined) return { code: Number(refusal.slice(0, 3)), reply: refusal };
  return { code: failure.responseCode ?? 0, reply: replyOf(failure) };
}

/** The words of the server, or of the fault, on one line. */
export function replyOf(failure: Failure): string {
  return (failure.response ?? failure.message).replace(/[\r\n]+/g, " ").slice(0, 1000);
}
