import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

const timeoutMs = 120_000;
const literalEnd = /\{(\d+)\}$/;

/** What one untagged response held: its text without literals, and how many octets of literal came with it. */
export interface Untagged {
  readonly text: string;
  readonly literalBytes: number;
}

/** What a command brought. `bytes` is everything that the server sent for it. */
export interface Result {
  readonly responses: number;
  readonly bytes: number;
  readonly status: string;
}

type See = (response: Untagged) => void;

/**
 * An IMAP client for load: literals are counted and skipped, never copied, so that the time measured is the server's.
 * One command at a time, as a mail program that shows one thing after another.
 */
export class ImapClient {
  readonly #socket: Socket;
  #rest: Buffer = Buffer.alloc(0);
  #literalLeft = 0;
  #line = "";
  #literalBytes = 0;
  #responses = 0;
  #bytes = 0;
  #tagNumber = 0;
  #tag = "*";
  #see: See | undefined;
  #settle: { resolve(result: Result): void; reject(error: Error): void } | undefined;
  #goAhead: (() => void) | undefined;
  #failure: Error | undefined;

  private constructor(port: number, over: "tcp" | "tls") {
    const where = { port, host: "127.0.0.1", noDelay: true };
    this.#socket = over === "tls" ? connectTls({ ...where, rejectUnauthorized: false }) : connect(where);
    this.#socket.setNoDelay(true);
    this.#socket.setTimeout(timeoutMs, () => this.#fail(new Error("IMAP: no answer for two minutes")));
    this.#socket.on("data", (chunk: Buffer) => this.#read(chunk));
    this.#socket.on("error", (error) => this.#fail(error));
    this.#socket.on("close", () => this.#fail(new Error("IMAP: connection closed")));
  }

  /** Dials, waits for the greeting and logs in. */
  static async login(port: number, user: string, password: string, over: "tcp" | "tls" = "tls"): Promise<ImapClient> {
    const client = new ImapClient(port, over);
    await client.#wait();
    await client.run(`LOGIN "${user}" "${password}"`);
    return client;
  }

  /** Runs one command to its tagged OK; NO and BAD are errors. */
  async run(command: string, see?: See): Promise<Result> {
    const done = this.#wait(see);
    this.#socket.write(`${this.#tag} ${command}\r\n`);
    return check(command, await done);
  }

  /** APPEND with a synchronizing literal, which every server takes. RFC 9051 §6.3.12. */
  async append(mailbox: string, message: Buffer): Promise<void> {
    const done = this.#wait();
    const go = new Promise<undefined>((resolve) => {
      this.#goAhead = () => resolve(undefined);
    });
    this.#socket.write(`${this.#tag} APPEND ${mailbox} {${message.length}}\r\n`);
    const refused = await Promise.race([go, done]);
    if (refused) check("APPEND", refused);
    this.#socket.write(message);
    this.#socket.write("\r\n");
    check("APPEND", await done);
  }

  /** The number of messages in a mailbox, by STATUS. */
  async countMessages(mailbox: string): Promise<number> {
    let count: number | undefined;
    await this.run(`STATUS ${mailbox} (MESSAGES)`, ({ text }) => {
      const found = /^\* STATUS .*\(MESSAGES (\d+)\)/i.exec(text)?.[1];
      if (found !== undefined) count = Number(found);
    });
    if (count === undefined) throw new Error("IMAP: STATUS gave no MESSAGES");
    return count;
  }

  async logout(): Promise<void> {
    await this.run("LOGOUT");
    this.close();
  }

  close(): void {
    this.#settle = undefined;
    this.#socket.destroy();
  }

  #wait(see?: See): Promise<Result> {
    this.#tag = this.#tagNumber === 0 ? "*" : `a${this.#tagNumber}`;
    this.#tagNumber++;
    this.#see = see;
    this.#responses = 0;
    this.#bytes = 0;
    return new Promise((resolve, reject) => {
      if (this.#failure) reject(this.#failure);
      else this.#settle = { resolve, reject };
    });
  }

  #read(chunk: Buffer): void {
    this.#bytes += chunk.length;
    let data = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    for (;;) {
      if (this.#literalLeft > 0) {
        const skipped = Math.min(this.#literalLeft, data.length);
        this.#literalLeft -= skipped;
        data = data.subarray(skipped);
        if (this.#literalLeft > 0) break;
      }
      const newline = data.indexOf(10);
      if (newline < 0) break;
      this.#line += data.toString("latin1", 0, newline > 0 && data[newline - 1] === 13 ? newline - 1 : newline);
      data = data.subarray(newline + 1);
      const literal = this.#line.endsWith("}") ? literalEnd.exec(this.#line) : null;
      if (literal) {
        this.#literalLeft = Number(literal[1]);
        this.#literalBytes += this.#literalLeft;
        this.#line += " ";
      } else this.#response();
    }
    this.#rest = data;
  }

  #response(): void {
    const text = this.#line;
    const literalBytes = this.#literalBytes;
    this.#line = "";
    this.#literalBytes = 0;
    if (text.startsWith("+")) {
      this.#goAhead?.();
      this.#goAhead = undefined;
    } else if (this.#tag === "*" || text.startsWith(`${this.#tag} `)) {
      this.#settle?.resolve({
        responses: this.#responses,
        bytes: this.#bytes,
        status: text.slice(this.#tag.length + 1),
      });
      this.#settle = undefined;
    } else {
      this.#responses++;
      this.#see?.({ text, literalBytes });
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#settle?.reject(this.#failure);
    this.#settle = undefined;
    this.#socket.destroy();
  }
}

function check(command: string, result: Result): Result {
  if (result.status.startsWith("OK")) return result;
  throw new Error(`IMAP: ${command.slice(0, 40)} was answered ${result.status}`);
}
