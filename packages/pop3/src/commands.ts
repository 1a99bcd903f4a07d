import type { Session } from "./session.ts";
import { stuff, topOf } from "./wire.ts";

/** An answer of the TRANSACTION state: one line, or a line with lines or octets behind it. */
export type Answer = { readonly line: string; readonly body?: Buffer };

/** What the client sent is no POP3, or names no message. */
export class Wrong extends Error {}

type Command = (session: Session, args: readonly string[]) => Answer | Promise<Answer>;

/** The commands of the TRANSACTION state, RFC 1939 §5 and §7. */
export const commands: Readonly<Record<string, Command>> = {
  STAT(session, args) {
    none(args);
    const { count, sizeBytes } = session.totals();
    return { line: `${count} ${sizeBytes}` };
  },

  LIST: (session, args) => listing(session, args, ({ sizeBytes }) => String(sizeBytes)),

  UIDL: (session, args) => listing(session, args, ({ id }) => id),

  async RETR(session, args) {
    const raw = await rawOf(session, one(args));
    return { line: `${raw.length} octets`, body: stuff(raw) };
  },

  async TOP(session, args) {
    const [number = "", lines = ""] = args;
    if (args.length !== 2 || !/^\d{1,9}$/.test(lines)) throw new Wrong("TOP takes a message and a number of lines");
    return { line: "top follows", body: stuff(topOf(await rawOf(session, toNumber(number)), Number(lines))) };
  },

  DELE(session, args) {
    const number = one(args);
    if (!session.get(number)) throw new Wrong("no such message");
    session.mark(number);
    return { line: `message ${number} deleted` };
  },

  NOOP(_session, args) {
    none(args);
    return { line: "" };
  },

  RSET(session, args) {
    none(args);
    session.unmarkAll();
    const { count, sizeBytes } = session.totals();
    return { line: `${count} messages (${sizeBytes} octets)` };
  },
};

function listing(
  session: Session,
  args: readonly string[],
  value: (message: { id: string; sizeBytes: number }) => string,
): Answer {
  if (args.length > 0) {
    const number = one(args);
    const message = session.get(number);
    if (!message) throw new Wrong("no such message");
    return { line: `${number} ${value(message)}` };
  }
  const lines = [...session.all()].map(([number, message]) => `${number} ${value(message)}\r\n`);
  return { line: `${lines.length} messages`, body: Buffer.from(`${lines.join("")}.\r\n`) };
}

async function rawOf(session: Session, number: number): Promise<Buffer> {
  const message = session.get(number);
  const raw = message ? await session.maildrop.retrieve(message.id) : null;
  if (!raw) throw new Wrong("no such message");
  return raw;
}

function none(args: readonly string[]): void {
  if (args.length > 0) throw new Wrong("too many arguments");
}

function one(args: readonly string[]): number {
  if (args.length !== 1) throw new Wrong("a message number is needed");
  return toNumber(args[0] ?? "");
}

function toNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Wrong("a message number is needed");
  return Number(text);
}
