// Invariants: commands of one connection run one after the other; what came in before TLS is forgotten when TLS begins (RFC 2595 §4); a message is
// removed by QUIT alone (RFC 1939 §6), a connection that breaks removes nothing; the socket is not read while its answers wait to be sent.
import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { Refusal, type RefusalKind } from "@carbyne/kernel";
import type { Backend } from "./backend.ts";
import { commands, Wrong } from "./commands.ts";
import type { Pop3Limits, Pop3Options } from "./options.ts";
import { type Credentials, decode, readPlain } from "./sasl.ts";
import { Session } from "./session.ts";
import { createLineReader, LineTooLong } from "./wire.ts";

/** Response codes of RFC 2449 §8 and RFC 3206 for refusals. */
const responseCode = {
  unauthenticated: "[AUTH] ",
  forbidden: "",
  "not-found": "",
  conflict: "[IN-USE] ",
  invalid: "",
  "too-large": "",
  "over-quota": "[SYS/PERM] ",
  "too-many": "[SYS/TEMP] ",
  busy: "[SYS/TEMP] ",
} as const satisfies Record<RefusalKind, string>;

/** Serves one client until it leaves. */
export class Connection {
  readonly #options: Pop3Options;
  readonly #backend: Backend;
  readonly #limits: Pop3Limits;
  readonly #remoteAddress: string;
  #socket: Socket;
  #reader;
  #lines: string[] = [];
  #isBusy = false;
  #isOver = false;
  #session: Session | undefined;
  #user: string | undefined;
  #awaited: ((line: string) => Promise<void>) | undefined;
  #bad = 0;
  #failures = 0;

  constructor(socket: Socket, input: { options: Pop3Options; backend: Backend; limits: Pop3Limits }) {
    this.#options = input.options;
    this.#backend = input.backend;
    this.#limits = input.limits;
    this.#socket = socket;
    this.#remoteAddress = socket.remoteAddress ?? "";
    this.#reader = createLineReader(this.#limits.lineBytes);
  }

  start(): void {
    if (this.#options.isImplicitTls) this.#encrypt();
    else this.#attach(this.#socket);
    // Silence has a limit of its own; this one is for those who talk and never sign in.
    const limit = setTimeout(() => {
      if (!this.#session) this.#bye("-ERR you took too long to sign in");
    }, this.#limits.signInMs);
    this.#socket.once("close", () => clearTimeout(limit));
    this.#say("+OK Carbyne ready");
  }

  /** Ends the connection, in the middle if need be: nothing that was marked is removed. */
  stop(): void {
    this.#isOver = true;
    this.#socket.destroy();
  }

  get #isEncrypted(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  #attach(socket: Socket): void {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("error", () => socket.destroy());
    socket.setTimeout(this.#session ? this.#limits.idleMs : this.#limits.preAuthMs, () =>
      this.#bye("-ERR you were silent too long"),
    );
    socket.setNoDelay(true);
  }

  #encrypt(): void {
    const plain = this.#socket;
    plain.removeAllListeners("data");
    plain.setTimeout(0);
    const context = this.#options.tls?.();
    if (!context) throw new Error("TLS without a certificate");
    this.#reader.clear();
    this.#lines = [];
    const secure = new TLSSocket(plain, { isServer: true, secureContext: context });
    this.#attach(secure);
  }

  #take(chunk: Buffer): void {
    try {
      this.#lines.push(...this.#reader.push(chunk));
    } catch (error) {
      if (!(error instanceof LineTooLong)) throw error;
      this.#bye("-ERR the line is too long");
      return;
    }
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#socket.pause();
    try {
      for (let line = this.#lines.shift(); line !== undefined && !this.#isOver; line = this.#lines.shift())
        await this.#handle(line);
    } finally {
      this.#isBusy = false;
      this.#socket.resume();
    }
  }

  /** The package's only catch: whatever a command throws becomes an answer here. */
  async #handle(line: string): Promise<void> {
    try {
      const awaited = this.#awaited;
      this.#awaited = undefined;
      if (awaited) return await awaited(line);
      const [name = "", ...args] = line.split(" ").filter((word) => word !== "");
      await this.#run(name.toUpperCase(), args, line);
    } catch (error) {
      await this.#answerFault(error);
    }
  }

  async #answerFault(error: unknown): Promise<void> {
    if (error instanceof Wrong) {
      this.#say(`-ERR ${error.message}`);
      if (++this.#bad >= this.#limits.badCommands) this.#bye("-ERR too many errors");
    } else if (error instanceof Refusal) {
      if (error.kind === "unauthenticated") await pause(this.#limits.authDelayMs);
      this.#say(`-ERR ${responseCode[error.kind]}${this.#options.words(error)}`);
      if (error.kind === "unauthenticated" && ++this.#failures >= this.#limits.authFailures) this.#bye();
    } else {
      this.#options.log.error({ err: error }, "pop3 command failed");
      this.#say("-ERR [SYS/TEMP] internal error");
    }
  }

  async #run(name: string, args: readonly string[], line: string): Promise<void> {
    if (name === "CAPA") return this.#say(this.#capabilities());
    if (name === "QUIT") return this.#quit();
    if (this.#session) return this.#transact(this.#session, name, args);
    if (name === "STLS" && args.length === 0) return this.#startTls();
    // Messages are sent as they are in either case; the command says that the client knows, RFC 6856 §2.1.
    if (name === "UTF8" && args.length === 0) return this.#say("+OK UTF8 it is");
    if (name === "USER" || name === "PASS" || name === "AUTH") {
      if (!this.#isEncrypted && !this.#options.allowsPlaintext) throw new Wrong("begin TLS first");
      // A password may hold spaces, RFC 1939 §7.
      const rest = line.slice(line.indexOf(" ") + 1);
      if (name === "USER") return this.#takeUser(args);
      if (name === "PASS") return this.#takePassword(args.length > 0 ? rest : "");
      return this.#authenticate(args);
    }
    throw new Wrong(Object.hasOwn(commands, name) ? "sign in first" : "unknown command");
  }

  async #transact(session: Session, name: string, args: readonly string[]): Promise<void> {
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command) throw new Wrong("unknown command");
    const { line, body } = await command(session, args);
    const head = Buffer.from(`+OK ${line}`.trimEnd() + "\r\n");
    if (!this.#socket.write(body ? Buffer.concat([head, body]) : head)) await this.#drained();
  }

  #takeUser(args: readonly string[]): void {
    const [user] = args;
    if (!user || args.length !== 1) throw new Wrong("USER takes a name");
    this.#user = user;
    this.#say("+OK send PASS");
  }

  async #takePassword(password: string): Promise<void> {
    const user = this.#user;
    this.#user = undefined;
    if (!user) throw new Wrong("USER comes first");
    await this.#signIn({ user, password });
  }

  /** AUTH, RFC 5034. Without an argument some old programs ask for the list of mechanisms. */
  async #authenticate([mechanism, initial]: readonly string[]): Promise<void> {
    if (mechanism === undefined) return this.#say("+OK\r\nPLAIN\r\nLOGIN\r\n.");
    if (mechanism.toUpperCase() === "LOGIN") return this.#login(initial);
    if (mechanism.toUpperCase() !== "PLAIN") throw new Wrong("unknown mechanism");
    const finish = async (response: string) => {
      const credentials = response === "*" ? null : readPlain(response);
      if (!credentials) throw new Wrong("that is no answer for PLAIN");
      await this.#signIn(credentials);
    };
    if (initial !== undefined) return finish(initial);
    this.#awaited = finish;
    this.#say("+ ");
  }

  async #login(initial: string | undefined): Promise<void> {
    const takeName = (name: string): Promise<void> => {
      const user = decode(name);
      if (!user) throw new Wrong("that is no answer for LOGIN");
      this.#awaited = async (secret) => {
        const password = decode(secret);
        if (!password) throw new Wrong("that is no answer for LOGIN");
        await this.#signIn({ user, password });
      };
      this.#say("+ UGFzc3dvcmQ6");
      return Promise.resolve();
    };
    if (initial !== undefined) return takeName(initial);
    this.#awaited = takeName;
    this.#say("+ VXNlcm5hbWU6");
  }

  async #signIn(credentials: Credentials): Promise<void> {
    const maildrop = await this.#backend.authenticate({ ...credentials, remoteAddress: this.#remoteAddress });
    this.#session = new Session(maildrop, await maildrop.list());
    const unwatch = maildrop.onEnd?.(() => this.#bye("-ERR [AUTH] your sign-in was ended"));
    if (unwatch) this.#socket.once("close", unwatch);
    if (this.#socket.destroyed) unwatch?.();
    this.#socket.setTimeout(this.#limits.idleMs);
    const { count, sizeBytes } = this.#session.totals();
    this.#say(`+OK ${count} messages (${sizeBytes} octets)`);
  }

  #startTls(): void {
    if (!this.#options.tls || this.#isEncrypted) throw new Wrong("TLS cannot be begun now");
    this.#socket.write("+OK begin TLS now\r\n");
    this.#encrypt();
  }

  /** The UPDATE state: what was marked goes now, and only when all of it went the client hears so. The connection ends either way, RFC 1939 §6. */
  async #quit(): Promise<void> {
    const marked = this.#session?.marked() ?? [];
    try {
      if (marked.length > 0) await this.#session?.maildrop.remove(marked);
      this.#say("+OK good bye");
    } catch (error) {
      this.#options.log.error({ err: error }, "pop3 messages not removed");
      this.#say("-ERR [SYS/TEMP] some deleted messages were not removed");
    }
    this.#bye();
  }

  #capabilities(): string {
    const canSignIn = this.#isEncrypted || this.#options.allowsPlaintext === true;
    const lines = [
      "+OK",
      "TOP",
      "UIDL",
      "RESP-CODES",
      "AUTH-RESP-CODE",
      "PIPELINING",
      "EXPIRE NEVER",
      "UTF8 USER",
      ...(canSignIn ? ["USER", "SASL PLAIN LOGIN"] : []),
      ...(this.#options.tls && !this.#isEncrypted && !this.#session ? ["STLS"] : []),
      "IMPLEMENTATION Carbyne",
      ".",
    ];
    return lines.join("\r\n");
  }

  #say(line: string): void {
    if (!this.#isOver) this.#socket.write(`${line}\r\n`);
  }

  #bye(line?: string): void {
    if (this.#isOver) return;
    if (line !== undefined) this.#say(line);
    this.#isOver = true;
    this.#socket.end();
    this.#socket.resume();
    setTimeout(() => this.#socket.destroy(), 2000).unref();
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.once("drain", resolve);
      this.#socket.once("close", () => resolve());
    });
  }
}
