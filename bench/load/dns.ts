import { createSocket } from "node:dgram";
import { once } from "node:events";

/**
 * A name server on loopback that knows of no record at all, so that the checks of a sender get their answer and nothing
 * depends on this machine's resolver. RFC 1035 §4.1.1: the question comes back as a response without answers.
 */
export async function answerNothing(): Promise<{ port: number; close(): void }> {
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address }) => {
    if (query.length < 12) return;
    const end = endOfQuestion(query);
    const reply = Buffer.from(query.subarray(0, end));
    reply.writeUInt16BE(0x8180, 2); // response, recursion desired and available, no error
    reply.fill(0, 6, 12); // no answers, no authorities, nothing additional
    socket.send(reply, port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { port: socket.address().port, close: () => void socket.close() };
}

/** Labels up to the empty one, then type and class. RFC 1035 §4.1.2. */
function endOfQuestion(query: Buffer): number {
  let at = 12;
  while (at < query.length && query[at] !== 0) at += 1 + (query[at] ?? 0);
  return Math.min(at + 5, query.length);
}
