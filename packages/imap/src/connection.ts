/*
 * One client from greeting to end. Invariants:
 * - Commands run one after the other; the next is not read before the last was answered and the socket took the answer.
 * - Input is pulled, output awaited: neither a fast nor a slow client grows memory beyond one command and 64 kB.
 * - Nothing that came before the TLS handshake is read after it.
 * - Expunges are told only at the end of commands that allow it, so that numbers mean the same to both sides.
 * - This file has the only catch that turns errors into answers.
 */
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { Refusal } from "@carbyne/kernel";
import { capabilities } from "./capabilities.ts";
import { commands } from "./commands/index.ts";
import { refusalCode } from "./refusal-code.ts";
import { type Link, MailboxGone, Session, type SessionOptions } from "./session.ts";
import { BadSyntax, NotDone, type Reply } from "./types.ts";
import { Arguments } from "./wire/arguments.ts";
import { type RawCommand, readCommand, type ReadLimits, type Unreadable } from "./wire/command-reader.ts";
import { responseText } from "./wire/encoder.ts";
import { Input, Silence } from "./wire/input.ts";
import { Output, Stalled } from "./wire/output.ts";

/** Whether an error is the end of the connection and not of a command. */
function isOver(error: unknown): boolean {
  return error instanceof Stalled || error instanceof Silence || error instanceof MailboxGone;
}

export type ConnectionOptions = Omit<SessionOptions, "link"> & Pick<Link, "claim">;

/** A client on a socket: reads its commands, answers them and keeps its limits. */
export class Connection implements Link {
  readonly session: Session;
  readonly #given: ConnectionOptions;
  #socket: Socket;
  #input: Input;
  #badCommands = 0;
  #isFirst = true;
  #isClosing = false;

  constructor(socket: Socket, given: ConnectionOptions) {
    this.#given = given;
    this.#socket = socket;
    const { limits } = given;
    this.#input = new Input(socket, { idleMs: limits.preAuthMs, stallMs: Math.min(limits.preAuthMs, limits.stallMs) });
    const out = new Output(socket, limits.stallMs);
    this.session = new Session({ ...given, link: this }, out, socket instanceof TLSSocket);
  }

  /** Serves the client until it goes. */
  async run(): Promise<void> {
    const { session } = this;
    const deadline = setTimeout(() => this.#socket.destroy(), this.#given.limits.preAuthMs);
    try {
      session.out.write(`* OK [CAPABILITY ${capabilities(session)}] IMAP server ready\r\n`);
      await session.out.flush();
      while (session.state !== "logout" && (await this.#turn())) if (session.userId !== null) clearTimeout(deadline);
    } catch (error) {
      await this.#fail(error);
    } finally {
      clearTimeout(deadline);
      session.close();
      this.#socket.end();
      // A client that never closes its half is not waited for.
      setTimeout(() => this.#socket.destroy(), 1_000).unref();
    }
  }

  /** Says goodbye and closes, also between commands. */
  shutDown(why: string): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.#socket.end(`* BYE ${why}\r\n`);
    setTimeout(() => this.#socket.destroy(), 1_000).unref();
  }

  async readLine(): Promise<string | null> {
    const line = await this.#input.line(this.#limits().lineBytes);
    if (line === "too-long") throw new BadSyntax("line too long");
    return line?.toString("latin1") ?? null;
  }

  async startTls(): Promise<void> {
    const context = this.#given.options.tls?.();
    if (!context) return;
    this.#input.detach();
    const plain = this.#socket;
    const secure = new TLSSocket(plain, { isServer: true, secureContext: context });
    plain.on("close", () => secure.destroy());
    const { limits } = this.#given;
    this.#socket = secure;
    this.#input = new Input(secure, { idleMs: limits.preAuthMs, stallMs: limits.preAuthMs });
    this.session.out = new Output(secure, limits.stallMs);
    this.session.isSecure = true;
    await new Promise<void>((resolve) => {
      for (const event of ["secure", "error", "close"]) secure.once(event, () => resolve());
    });
  }

  claim(userId: string): boolean {
    const { limits } = this.#given;
    this.#input.timeouts = { idleMs: limits.idleMs, stallMs: limits.stallMs };
    return this.#given.claim(userId);
  }

  /** Reads and answers one command; false when the connection is over. */
  async #turn(): Promise<boolean> {
    const { session } = this;
    const raw = await readCommand(this.#input, this.#limits(), async () => {
      session.out.write("+ go ahead\r\n");
      await session.out.flush();
    });
    if (raw === null || this.#isClosing) return false;
    const reply = "problem" in raw ? this.#unreadable(raw) : await this.#answer(raw);
    const code = reply.code === undefined ? "" : `[${reply.code}] `;
    session.out.write(`${raw.tag} ${reply.status} ${code}${responseText(reply.text)}\r\n`);
    const goesOn = this.#mayGoOn(raw, reply);
    await session.out.flush();
    const then = session.afterReply;
    session.afterReply = undefined;
    await then?.();
    return goesOn && !this.#socket.destroyed;
  }

  #unreadable({ problem }: Unreadable): Reply {
    if (problem === "too-big") return { status: "NO", code: "TOOBIG", text: "message too large" };
    if (problem === "too-long") return { status: "BAD", code: "LIMIT", text: "command too long" };
    return { status: "BAD", text: "tag and command expected" };
  }

  async #answer(raw: RawCommand): Promise<Reply> {
    const { session } = this;
    const command = commands.get(raw.name);
    if (!command) return { status: "BAD", text: "unknown command" };
    if (!command.states.includes(session.state)) return { status: "BAD", text: "not in this state" };
    const holdsExpunges = command.holdsExpunges ?? false;
    let reply: Reply;
    try {
      const args = new Arguments(raw.pieces, session.isUtf8);
      reply = await command.run(session, args, { tag: raw.tag });
    } catch (error) {
      reply = this.#refuse(error, raw.name);
    }
    try {
      await session.tellChanges({ holdsExpunges });
    } catch (error) {
      // The command was done: its answer stands, and what is new is told with a later one.
      if (isOver(error)) throw error;
      if (session.hasView) session.view.isStale = true;
      this.#given.options.log.error({ err: error, user: session.userId }, "imap changes could not be read");
    }
    return reply;
  }

  #refuse(error: unknown, name: string): Reply {
    const { options } = this.#given;
    if (error instanceof BadSyntax) return { status: "BAD", text: error.message };
    if (error instanceof NotDone) return { status: "NO", code: error.code, text: error.message };
    if (error instanceof Refusal) return { status: "NO", code: refusalCode[error.kind], text: options.words(error) };
    if (isOver(error)) throw error;
    options.log.error({ err: error, command: name, user: this.session.userId }, "imap command failed");
    return { status: "NO", code: "SERVERBUG", text: "internal error" };
  }

  /** Counts wrong commands. Before sign-in the first one ends it: it is a browser that was led here, not a mail client. */
  #mayGoOn(raw: RawCommand | Unreadable, reply: Reply): boolean {
    const { session } = this;
    const isFirst = this.#isFirst;
    this.#isFirst = false;
    if (session.state === "logout") return false;
    this.#badCommands = reply.status === "BAD" ? this.#badCommands + 1 : 0;
    const isForeign = isFirst && session.state === "not-authenticated" && !("name" in raw && commands.has(raw.name));
    const isFatal = "isFatal" in raw && raw.isFatal;
    if (!isForeign && !isFatal && this.#badCommands < session.limits.badCommands) return true;
    session.out.write(isForeign ? "* BYE this is an IMAP server\r\n" : "* BYE too many bad commands\r\n");
    return false;
  }

  /** Ends the connection for a reason that is no answer to a command. */
  async #fail(error: unknown): Promise<void> {
    const { out } = this.session;
    if (error instanceof Stalled) return this.#socket.destroy() && undefined;
    if (error instanceof Silence) out.write("* BYE you were silent for too long\r\n");
    else if (error instanceof MailboxGone) out.write("* BYE the selected mailbox was deleted\r\n");
    else {
      this.#given.options.log.error({ err: error, user: this.session.userId }, "imap connection failed");
      out.write("* BYE internal error\r\n");
    }
    await out.flush().catch(() => this.#socket.destroy());
  }

  #limits(): ReadLimits {
    const { limits } = this.#given;
    if (this.session.state === "not-authenticated")
      return {
        lineBytes: limits.preAuthLineBytes,
        literalBytes: limits.preAuthLiteralBytes,
        commandBytes: 2 * limits.preAuthLineBytes,
        messageBytes: limits.preAuthLiteralBytes,
      };
    const { lineBytes, literalBytes, messageBytes } = limits;
    return { lineBytes, literalBytes, commandBytes: 4 * lineBytes, messageBytes };
  }
}
