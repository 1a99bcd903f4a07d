import type { ServerResponse } from "node:http";

/**
 * Sends pieces, each of which is given away, and ends the response; the next is taken when one has left. Throws, with the connection ended, when the
 * pieces do; who goes in the middle is no error.
 */
export async function sendPieces(response: ServerResponse, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  // What is under way when the client goes may never be called back.
  let onGone = () => {};
  response.once("close", () => onGone());
  const left = (send: (done: () => void) => unknown) =>
    new Promise<void>((resolve) => {
      onGone = resolve;
      send(resolve);
    });
  try {
    for await (const piece of pieces) {
      await left((done) => response.write(piece, done));
      if (response.destroyed) return;
      letGo(piece);
    }
    await left((done) => response.end(done));
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/** Frees the memory of a piece that has it for itself: left to the collector, these make it walk the whole heap again and again. */
function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
