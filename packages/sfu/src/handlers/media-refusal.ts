import { Refusal } from "@carbyne/kernel";
import type { Asking } from "./handler.ts";

/**
 * Does what mediasoup may refuse for the parameters that a client gave. What it says of them is for the log: it is in the words of the library, and the
 * client's own parameters are what is wrong.
 */
export async function refuseBadMedia<T>({ log, peer }: Asking, doing: () => Promise<T>): Promise<T> {
  try {
    return await doing();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    log.debug({ err: error, peerId: peer.id }, "the media of a client was refused");
    throw new Refusal("invalid", "media-refused");
  }
}
