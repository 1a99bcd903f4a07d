import type { Writable } from "node:stream";

const chunkBytes = 64 * 1024;

/**
 * Responses on their way to a socket. Small pieces are copied into chunks of 64 kB, large buffers are passed on; whoever
 * writes much awaits `flush` when `isFull`, which is how a slow client slows down its own command and nothing else.
 */
export class Output {
  readonly #socket: Writable;
  readonly #timeoutMs: number;
  #chunk: Buffer = Buffer.alloc(0);
  #used = 0;
  #ready: Buffer[] = [];
  #readyBytes = 0;

  constructor(socket: Writable, timeoutMs: number) {
    this.#socket = socket;
    this.#timeoutMs = timeoutMs;
  }

  get isFull(): boolean {
    return this.#readyBytes >= chunkBytes;
  }

  /** Adds text in UTF-8. */
  write(text: string): void {
    // No character of a string takes more than three octets of UTF-8.
    const most = text.length * 3;
    if (most > chunkBytes) {
      this.writeBytes(Buffer.from(text, "utf8"));
      return;
    }
    if (this.#chunk.length - this.#used < most) this.#turn();
    this.#used += this.#chunk.write(text, this.#used, "utf8");
  }

  /** Adds octets as they are. Large ones are not copied: they must not change afterwards. */
  writeBytes(bytes: Buffer): void {
    if (bytes.length > chunkBytes / 4) {
      this.#turn();
      this.#push(bytes);
      return;
    }
    if (this.#chunk.length - this.#used < bytes.length) this.#turn();
    this.#used += bytes.copy(this.#chunk, this.#used);
  }

  /** Hands everything to the socket and waits until it takes more. Throws when the client does not read for too long. */
  async flush(): Promise<void> {
    if (this.#used > 0) this.#turn();
    const ready = this.#ready;
    this.#ready = [];
    this.#readyBytes = 0;
    const socket = this.#socket;
    if (ready.length === 0) return;
    // Nobody is there to read: what is still to be made for them need not be.
    if (!socket.writable) throw new Stalled();
    socket.cork();
    let isTaken = true;
    for (const bytes of ready) isTaken = socket.write(bytes);
    socket.uncork();
    if (!isTaken) await this.#drained();
  }

  #push(bytes: Buffer): void {
    this.#ready.push(bytes);
    this.#readyBytes += bytes.length;
  }

  /** Closes the current chunk and begins the next. */
  #turn(): void {
    if (this.#used > 0) this.#push(this.#chunk.subarray(0, this.#used));
    const rest = this.#chunk.subarray(this.#used);
    this.#chunk = rest.length >= chunkBytes / 2 ? rest : Buffer.allocUnsafeSlow(chunkBytes);
    this.#used = 0;
  }

  #drained(): Promise<void> {
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => finish(new Stalled()), this.#timeoutMs);
      const onDrain = (): void => finish();
      const onClose = (): void => finish(new Stalled());
      const finish = (error?: Error): void => {
        clearTimeout(timer);
        socket.off("drain", onDrain);
        socket.off("close", onClose);
        if (error) reject(error);
        else resolve();
      };
      socket.on("drain", onDrain);
      socket.on("close", onClose);
    });
  }
}

/** The client does not read, or is gone. */
export class Stalled extends Error {}
