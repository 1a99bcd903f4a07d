import { connect, type Socket } from "node:net";
import { setImmediate } from "node:timers/promises";
import { type Scanned, type Scanner, ScannerAway } from "./scanner.ts";

/** A socket of this machine, or a host and port. */
export type ClamdAt = { readonly path: string } | { readonly host: string; readonly port: number };

/** An answer is one line. */
const mostAnswerBytes = 4096;
const mostPieceBytes = 262_144;

/**
 * clamd, asked as clamd(8) says: `zINSTREAM`, pieces with their length before them, a length of zero. There are libraries for it; they want its programs
 * and configuration on this machine and write files. One connection for each content: what is waited for never stands behind what is large.
 */
export function createClamd({ at, silentMs = 120_000 }: { at: ClamdAt; silentMs?: number }): Scanner {
  return {
    async scan(pieces) {
      return readVerdict(await ask({ at, silentMs }, "zINSTREAM\0", framed(pieces)));
    },
    version: () => ask({ at, silentMs: Math.min(silentMs, 5000) }, "zVERSION\0", nothing()),
  };
}

/** Pieces with their length before them, and the one of no length that ends them. */
async function* framed(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; from += mostPieceBytes) {
      const part = piece.subarray(from, from + mostPieceBytes);
      yield lengthOf(part.length);
      yield part;
    }
  }
  yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes);
  return head;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** Sends a command with what belongs to it, and reads the one line of the answer, which may come before all is sent. */
async function ask(
  { at, silentMs }: { at: ClamdAt; silentMs: number },
  command: string,
  body: AsyncIterable<Uint8Array>,
): Promise<string> {
  const socket = connect(at);
  socket.setTimeout(silentMs, () => socket.destroy(new ScannerAway("the scanner is silent")));
  const answer = readAnswer(socket);
  // It is looked at in either case; until then nobody else hears of its failure.
  answer.catch(() => undefined);
  try {
    const sent = send(socket, command, body);
    // What is too large is answered at once, and the rest is not taken any more.
    return await Promise.race([answer, sent.then(() => answer)]);
  } finally {
    socket.destroy();
  }
}

async function send(socket: Socket, command: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  await write(socket, Buffer.from(command));
  for await (const piece of body) {
    // Whoever has read enough answers and closes. The answer is lost when a write fails before it is read, so it is looked for before each;
    // what is lost all the same is asked again.
    await setImmediate();
    if (socket.destroyed || socket.readableEnded) return;
    await write(socket, piece);
  }
}

/** Resolves once there is room for more. A connection that broke is told of by the answer that does not come. */
function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => void socket.write(bytes, () => resolve()));
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const settle = (error?: Error) => {
      const line = /^[^\0\n]*[\0\n]/.exec(text)?.[0].slice(0, -1);
      if (line !== undefined) resolve(line);
      else if (error || socket.destroyed || socket.readableEnded)
        reject(new ScannerAway(error?.message ?? "the scanner said nothing", { cause: error }));
    };
    socket.setEncoding("utf8");
    socket.on("data", (piece: string) => {
      text += piece;
      if (text.length > mostAnswerBytes) socket.destroy(new ScannerAway("the scanner says too much"));
      else settle();
    });
    socket.on("end", () => settle());
    socket.on("error", settle);
    socket.on("close", () => settle());
  });
}

function readVerdict(line: string): Scanned {
  if (line === "stream: OK") return { status: "clean" };
  const found = /^stream: (\S.{0,250}) FOUND$/.exec(line)?.[1];
  if (found) return { status: "infected", found };
  if (/size limit exceeded/i.test(line)) return { status: "too-large" };
  throw new ScannerAway(`the scanner says "${line.slice(0, 200)}"`);
}
