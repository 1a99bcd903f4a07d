import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";

/** Types of messages; those up to 3 are y-websocket's. */
const types = { sync: 0, awareness: 1, queryAwareness: 3, mark: 64 } as const;
/** y-protocols, sync. */
const steps = { step1: 0, step2: 1, update: 2 } as const;

export type Message =
  | { readonly kind: "step1"; readonly stateVector: Uint8Array }
  | { readonly kind: "update"; readonly update: Uint8Array }
  | { readonly kind: "awareness"; readonly update: Uint8Array }
  | { readonly kind: "query-awareness" }
  /** Ours: "say this number back once all that I sent before is kept". */
  | { readonly kind: "mark"; readonly token: number };

/** A message that is none. */
export class BadMessage extends Error {}

/** Reads one message of a client; throws BadMessage. */
export function readMessage(bytes: Uint8Array): Message {
  try {
    const decoder = decoding.createDecoder(bytes);
    const message = readFrom(decoder);
    if (decoding.hasContent(decoder)) throw new BadMessage("there is something behind the message");
    return message;
  } catch (error) {
    if (error instanceof BadMessage) throw error;
    throw new BadMessage("the message ends too early", { cause: error });
  }
}

function readFrom(decoder: decoding.Decoder): Message {
  const type = decoding.readVarUint(decoder);
  switch (type) {
    case types.sync: {
      const step = decoding.readVarUint(decoder);
      const payload = decoding.readVarUint8Array(decoder);
      if (step === steps.step1) return { kind: "step1", stateVector: payload };
      if (step === steps.step2 || step === steps.update) return { kind: "update", update: payload };
      throw new BadMessage(`no step ${step} of the sync protocol`);
    }
    case types.awareness:
      return { kind: "awareness", update: decoding.readVarUint8Array(decoder) };
    case types.queryAwareness:
      return { kind: "query-awareness" };
    case types.mark:
      return { kind: "mark", token: decoding.readVarUint(decoder) };
    default:
      throw new BadMessage(`no message of type ${type}`);
  }
}

function syncMessage(step: number, payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, types.sync);
    encoding.writeVarUint(encoder, step);
    encoding.writeVarUint8Array(encoder, payload);
  });
}

export const step1Message = (stateVector: Uint8Array) => syncMessage(steps.step1, stateVector);
export const step2Message = (update: Uint8Array) => syncMessage(steps.step2, update);
export const updateMessage = (update: Uint8Array) => syncMessage(steps.update, update);

export function awarenessMessage(update: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, types.awareness);
    encoding.writeVarUint8Array(encoder, update);
  });
}

export function markMessage(token: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, types.mark);
    encoding.writeVarUint(encoder, token);
  });
}
