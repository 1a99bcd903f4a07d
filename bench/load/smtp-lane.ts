import { connect, type Socket } from "node:net";

/** A message made ready to be written: dot-stuffed once, before the clock runs. */
export interface Envelope {
  readonly sender: string;
  readonly recipient: string;
  readonly data: Buffer;
}

const end = Buffer.from("\r\n.\r\n");
const timeoutMs = 60_000;

/** Dot-stuffs a message and ends it. RFC 5321 §4.5.2. */
export function toData(bytes: Buffer): Buffer {
  const text =
    bytes.indexOf("\n.") < 0 ? bytes : Buffer.from(bytes.toString("latin1").replaceAll("\n.", "\n.."), "latin1");
  return Buffer.concat([text, text.subarray(-2).equals(end.subarray(0, 2)) ? end.subarray(2) : end]);
}

/** One SMTP connection that does no more than a test needs: it reads replies by their last line and nothing else. */
class SmtpConnection {
  readonly #socket: Socket;
  #text = "";
  #waiting: { resolve(reply: string): void; reject(error: Error): void } | undefined;
  #failure: Error | undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true });
    this.#socket.setEncoding("latin1");
    this.#socket.setTimeout(timeoutMs, () => this.#fail(new Error("SMTP: no answer for a minute")));
    this.#socket.on("data", (chunk: string) => {
      this.#text += chunk;
      this.#deliver();
    });
    this.#socket.on("error", (error) => this.#fail(error));
    this.#socket.on("close", () => this.#fail(new Error("SMTP: connection closed")));
  }

  write(...parts: readonly (string | Buffer)[]): void {
    this.#socket.cork();
    for (const part of parts) this.#socket.write(part);
    this.#socket.uncork();
  }

  /** The next reply, all its lines; another code than the expected one is an error. */
  async expect(code: string): Promise<string> {
    const reply = await new Promise<string>((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#waiting = { resolve, reject };
      this.#deliver();
    });
    if (!reply.startsWith(code)) throw new Error(`SMTP: wanted ${code}, got ${reply.trim()}`);
    return reply;
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #deliver(): void {
    if (!this.#waiting) return;
    let from = 0;
    for (;;) {
      const newline = this.#text.indexOf("\n", from);
      if (newline < 0) return;
      // A space after the code marks the last line of a reply. RFC 5321 §4.2.1.
      if (this.#text[from + 3] !== "-") {
        const reply = this.#text.slice(0, newline + 1);
        this.#text = this.#text.slice(newline + 1);
        const waiting = this.#waiting;
        this.#waiting = undefined;
        return waiting.resolve(reply);
      }
      from = newline + 1;
    }
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
    this.#waiting = undefined;
    this.#socket.destroy();
  }
}

/**
 * Sends messages over one connection, a transaction each, as a real MTA does: MAIL, RCPT and DATA in one write where
 * PIPELINING is offered (RFC 2920 §3.1), the message after the 354, QUIT without waiting for more.
 */
export async function sendOverOneConnection(port: number, envelopes: readonly Envelope[]): Promise<void> {
  const smtp = new SmtpConnection(port);
  try {
    await smtp.expect("220");
    smtp.write("EHLO relay.example.net\r\n");
    const pipelining = /^250[- ]PIPELINING/im.test(await smtp.expect("250"));
    for (const { sender, recipient, data } of envelopes) {
      const commands = [`MAIL FROM:<${sender}>\r\n`, `RCPT TO:<${recipient}>\r\n`, "DATA\r\n"];
      if (pipelining) smtp.write(commands.join(""));
      for (const [at, command] of commands.entries()) {
        if (!pipelining) smtp.write(command);
        await smtp.expect(at === 2 ? "354" : "250");
      }
      smtp.write(data);
      await smtp.expect("250");
    }
    smtp.write("QUIT\r\n");
    await smtp.expect("221");
  } finally {
    smtp.close();
  }
}

export interface LaneOptions {
  readonly port: number;
  readonly lanes: number;
  /** After so many messages a lane hangs up and dials again. */
  readonly perConnection: number;
}

/** Sends everything over `lanes` connections at a time and resolves when the last message was accepted. */
export async function sendAll(envelopes: readonly Envelope[], options: LaneOptions): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < envelopes.length) {
      const batch = envelopes.slice(next, next + options.perConnection);
      next += batch.length;
      await sendOverOneConnection(options.port, batch);
    }
  };
  await Promise.all(Array.from({ length: options.lanes }, lane));
}
