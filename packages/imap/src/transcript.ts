import { connect as connectTcp, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { silentLogger } from "@carbyne/kernel";
import { afterEach } from "vitest";
import type { Flags } from "./types.ts";
import { createImapServer, type ImapOptions, type ImapServer, MemoryBackend, type MemoryStore } from "./index.ts";

/** Mail by mailbox: raw messages, or messages with flags. */
export type Mail = Readonly<
  Record<string, readonly (string | ({ raw: string; internalDate?: Date } & Partial<Flags>))[]>
>;

/** A server on the memory backend with the account ann / secret, for tests. */
export class TestServer {
  readonly port: number;
  readonly store: MemoryStore;
  readonly server: ImapServer;
  readonly #clients: ImapClient[] = [];

  /** With `isSharing` ann and bob may give each other rights, with `quotaBytes` each may keep so much. */
  static async start(
    mail: Mail = {},
    {
      isSharing = false,
      quotaBytes,
      ...options
    }: Partial<ImapOptions> & { isSharing?: boolean; quotaBytes?: number } = {},
  ): Promise<TestServer> {
    const backend = new MemoryBackend({ ann: "secret", bob: "hidden" }, { isSharing, quotaBytes });
    await fill(backend.store("ann"), mail);
    const server = createImapServer(
      { log: silentLogger, words: ({ reason }) => reason, allowsPlaintext: true, ...options },
      backend,
    );
    const { port } = await server.listen({ port: 0 });
    const running = new TestServer(port, server, backend.store("ann"));
    await running.#look(Object.keys(mail));
    return running;
  }

  constructor(port: number, server: ImapServer, store: MemoryStore) {
    this.port = port;
    this.server = server;
    this.store = store;
  }

  /** Selects mailboxes once: only what comes later is \Recent, so that transcripts need not say it of every message. */
  async #look(mailboxes: readonly string[]): Promise<void> {
    if (mailboxes.length === 0) return;
    const client = await this.connect();
    await client.run("LOGIN ann secret");
    for (const name of mailboxes) await client.run(`SELECT {${Buffer.byteLength(name)}+}\r\n${name}`);
    await client.run("LOGOUT");
    await client.next();
  }

  /** A connection that has read the greeting. */
  async connect(): Promise<ImapClient> {
    const client = new ImapClient(connectTcp(this.port, "127.0.0.1"));
    this.#clients.push(client);
    await client.next();
    return client;
  }

  /** A connection that is signed in as ann and has a mailbox selected. */
  async open(mailbox = "INBOX"): Promise<ImapClient> {
    const client = await this.connect();
    client.send(`open1 LOGIN ann secret\r\nopen2 SELECT ${mailbox}\r\n`);
    for (;;) if ((await client.next()).startsWith("open2 ")) return client;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.server.close();
  }
}

/** Starts servers in a test file and stops each after its test. */
export function useServer(): typeof TestServer.start {
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  return async (mail, options) => {
    server = await TestServer.start(mail, options);
    return server;
  };
}

/** A short message with this subject. */
export function mail(subject: string, body = "How are you?"): string {
  return `From: Ann <ann@example.org>\r\nTo: bob@example.net\r\nSubject: ${subject}\r\n\r\n${body}\r\n`;
}

async function fill(store: MemoryStore, mail: Mail): Promise<void> {
  for (const [name, messages] of Object.entries(mail)) {
    if (name !== "INBOX") await store.create(name);
    const given = messages.map((message) => (typeof message === "string" ? { raw: message } : message));
    const rows = given.map((message) => ({
      flags: 0,
      keywords: [],
      ...message,
      raw: Buffer.from(message.raw, "utf8"),
    }));
    if (rows.length > 0) await store.append(name, rows);
  }
}

/** A client that sends and expects what a transcript says. */
export class ImapClient {
  #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #isOver = false;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  #listen(): void {
    this.#socket.on("data", (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#wake();
    });
    for (const event of ["close", "end", "error"])
      this.#socket.on(event, () => {
        this.#isOver = true;
        this.#wake();
      });
  }

  send(text: string | Buffer): void {
    this.#socket.write(text);
  }

  close(): void {
    this.#socket.destroy();
  }

  startTls(): void {
    this.#socket.removeAllListeners();
    this.#socket = connectTls({ socket: this.#socket, rejectUnauthorized: false });
    this.#listen();
  }

  /** The next response with its literals, without the line break at its end; `closed` when there is none. */
  async next(timeoutMs = 5_000): Promise<string> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const length = responseLength(this.#received);
      if (length >= 0) {
        const response = this.#received.toString("utf8", 0, length);
        this.#received = this.#received.subarray(length + 2);
        return response;
      }
      if (this.#isOver) return "closed";
      if (Date.now() > deadline) throw new Error(`no answer, only ${JSON.stringify(this.#received.toString())}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 50);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  /** All responses up to the tagged one of a command. */
  async run(command: string): Promise<string[]> {
    this.send(`run ${command}\r\n`);
    const responses: string[] = [];
    for (;;) {
      const response = await this.next();
      responses.push(response);
      if (response.startsWith("run ") || response === "closed") return responses;
    }
  }

  /**
   * Plays a transcript. `C:` is sent; `S:` is awaited: untagged responses before it are skipped, `…` in it stands for
   * anything and its end is free; `N:` must not come before the next `S:`. `↵` is a line break.
   */
  async script(strings: TemplateStringsArray, ...values: readonly (string | number)[]): Promise<void> {
    const text = String.raw({ raw: strings.raw }, ...values);
    const unwanted: string[] = [];
    for (const line of text.split("\n").map((raw) => raw.trim().replaceAll("↵", "\r\n"))) {
      if (line === "") continue;
      const what = line.slice(3);
      if (line.startsWith("C: ")) this.send(`${what}\r\n`);
      else if (line.startsWith("N: ")) unwanted.push(what);
      else {
        await this.#expect(what, unwanted);
        unwanted.length = 0;
      }
    }
  }

  async #expect(wanted: string, unwanted: readonly string[]): Promise<void> {
    const skipped: string[] = [];
    for (;;) {
      const response = await this.next();
      if (isLike(response, wanted)) return;
      skipped.push(response);
      const isUnwanted = unwanted.some((pattern) => isLike(response, pattern));
      if (isUnwanted || !response.startsWith("* "))
        throw new Error(`expected ${JSON.stringify(wanted)}, got ${JSON.stringify(skipped, null, 1)}`);
    }
  }
}

/** Octets of the response at the start, its literals included; -1 when it is not all there. */
function responseLength(received: Buffer): number {
  let from = 0;
  for (;;) {
    const end = received.indexOf("\r\n", from);
    if (end < 0) return -1;
    if (/[\r\n]/.test(received.toString("latin1", from, end))) throw new Error("a line break that is no CRLF");
    const literal = /\{(\d+)\}$/.exec(received.toString("latin1", from, end));
    if (!literal) return end;
    from = end + 2 + Number(literal[1]);
    if (received.length < from) return -1;
  }
}

function isLike(response: string, pattern: string): boolean {
  const pieces = pattern.split("…").map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pieces.join("[^]*")}`).test(response);
}
