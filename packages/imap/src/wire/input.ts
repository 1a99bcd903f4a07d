import type { Duplex } from "node:stream";

const LF = 10;
const CR = 13;

/** Octets from a socket, pulled: what is not asked for stays in the kernel, so that a client can not fill our memory. */
export class Input {
  /** Silence that ends the connection: before the first octet of a command, and inside of one. */
  timeouts: { idleMs: number; stallMs: number };
  readonly #socket: Duplex;
  #buffer: Buffer = Buffer.alloc(0);
  #isOver = false;
  #wake: (() => void) | undefined;
  readonly #onChange = (): void => this.#wake?.();
  readonly #onEnd = (): void => {
    this.#isOver = true;
    this.#wake?.();
  };

  constructor(socket: Duplex, timeouts: { idleMs: number; stallMs: number }) {
    this.#socket = socket;
    this.timeouts = timeouts;
    socket.on("readable", this.#onChange);
    for (const event of ["end", "close", "error"]) socket.on(event, this.#onEnd);
  }

  /** The next line (`isInside`: of a command that began already) without its line break; `too-long` after it was skipped to its end; null at the end of input. */
  async line(maxBytes: number, { isInside = false } = {}): Promise<Buffer | "too-long" | null> {
    let scanned = 0;
    let isTooLong = false;
    let timeoutMs = isInside || this.#buffer.length > 0 ? this.timeouts.stallMs : this.timeouts.idleMs;
    for (;;) {
      const end = this.#buffer.indexOf(LF, scanned);
      if (end >= 0) {
        const line = this.#take(end + 1);
        if (isTooLong || end > maxBytes) return "too-long";
        // A bare LF ends a line as well: nothing hangs on it in this protocol.
        return line.subarray(0, end > 0 && line[end - 1] === CR ? end - 1 : end);
      }
      scanned = this.#buffer.length;
      if (scanned > maxBytes) {
        isTooLong = true;
        this.#take(scanned);
        scanned = 0;
      }
      if (!(await this.#more(timeoutMs))) return null;
      timeoutMs = this.timeouts.stallMs;
    }
  }

  /** Exactly so many octets, or null when the input ends before. Memory grows with what arrives, not with what is announced. */
  async bytes(length: number): Promise<Buffer | null> {
    const chunks: Buffer[] = [];
    for (let missing = length; missing > 0; ) {
      if (this.#buffer.length === 0 && !(await this.#more(this.timeouts.stallMs))) return null;
      const chunk = this.#take(Math.min(missing, this.#buffer.length));
      chunks.push(chunk);
      missing -= chunk.length;
    }
    return chunks.length === 1 ? (chunks[0] ?? null) : Buffer.concat(chunks, length);
  }

  /** Reads octets and forgets them; whether all of them came. */
  async skip(length: number): Promise<boolean> {
    for (let missing = length; missing > 0; ) {
      if (this.#buffer.length === 0 && !(await this.#more(this.timeouts.stallMs))) return false;
      missing -= this.#take(Math.min(missing, this.#buffer.length)).length;
    }
    return true;
  }

  /** Lets the socket go for TLS. What came in clear text after STARTTLS is thrown away, RFC 9051 §6.2.1. */
  detach(): void {
    this.#buffer = Buffer.alloc(0);
    while (this.#socket.read() !== null);
    this.#socket.off("readable", this.#onChange);
    for (const event of ["end", "close"]) this.#socket.off(event, this.#onEnd);
  }

  #take(length: number): Buffer {
    const taken = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return taken;
  }

  async #more(timeoutMs: number): Promise<boolean> {
    for (;;) {
      const chunk = this.#socket.read() as Buffer | null;
      if (chunk) {
        this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
        return true;
      }
      if (this.#isOver) return false;
      await this.#event(timeoutMs);
    }
  }

  #event(timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#wake = undefined;
        reject(new Silence());
      }, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        this.#wake = undefined;
        resolve();
      };
    });
  }
}

/** The client said nothing for longer than it may. */
export class Silence extends Error {}
