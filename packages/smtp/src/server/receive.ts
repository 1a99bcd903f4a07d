import type { SMTPServerDataStream } from "smtp-server";
import { withCrlf } from "../crlf.ts";
import { SmtpReply } from "./reply.ts";

/** Bytes of messages that are being received, over all connections of a process. */
export function createBudget(max: number) {
  let used = 0;
  return {
    /** Counts bytes; false when there is no room for them. */
    take(bytes: number): boolean {
      if (used + bytes > max) return false;
      used += bytes;
      return true;
    },
    give(bytes: number): void {
      used -= bytes;
    },
    used: () => used,
  };
}

export type Budget = ReturnType<typeof createBudget>;

/**
 * Reads a message to its end. One that is too large or that finds no room is read on without being kept, so that the client hears the answer; not
 * without end though. A connection that breaks leaves nothing. The caller gives the budget back once the message is stored.
 */
export async function receive(
  stream: SMTPServerDataStream,
  { maxBytes, maxMs, budget }: { maxBytes: number; maxMs: number; budget: Budget },
): Promise<{ raw: Buffer; taken: number }> {
  const chunks: Buffer[] = [];
  let size = 0;
  let taken = 0;
  let refusal: SmtpReply | undefined;
  const slow = setTimeout(() => stream.destroy(new SmtpReply(421, "4.4.2 the message took too long")), maxMs);
  try {
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError("the message is not bytes");
      size += chunk.length;
      if (size > 2 * maxBytes + patienceBytes) throw tooLarge(maxBytes, { endsConnection: true });
      if (refusal) continue;
      if (size > maxBytes) refusal = tooLarge(maxBytes);
      else if (!budget.take(chunk.length)) refusal = new SmtpReply(452, "4.3.1 too much mail at once, try again later");
      else {
        taken += chunk.length;
        chunks.push(chunk);
      }
      if (refusal) chunks.length = 0;
    }
    if (refusal) throw refusal;
    return { raw: withCrlf(Buffer.concat(chunks)), taken };
  } catch (error) {
    budget.give(taken);
    throw error;
  } finally {
    clearTimeout(slow);
  }
}

/** What a client may send beyond twice the limit before it is cut off without having finished. */
const patienceBytes = 1024 * 1024;

function tooLarge(maxBytes: number, how?: { endsConnection: boolean }): SmtpReply {
  return new SmtpReply(552, `5.3.4 the message is larger than ${maxBytes} bytes`, how);
}
