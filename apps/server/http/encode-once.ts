import { type Encoder, jsonEncoder } from "@trpc/server/adapters/ws";

/**
 * The JSON of tRPC's sockets, but that what one event tells many is written as text once: an object that a subscription has yielded does not change any
 * more, and is known again.
 */
export function createOnceEncoder(): Encoder {
  const texts = new WeakMap<object, string>();
  return {
    decode: (data) => jsonEncoder.decode(data),
    encode(message) {
      const event = eventIn(message);
      if (!event) return jsonEncoder.encode(message);
      const text = texts.get(event.data) ?? JSON.stringify(event.data);
      texts.set(event.data, text);
      return `{"id":${JSON.stringify(event.id)},"result":{"type":"data","data":${text}}}`;
    },
  };
}

/** The event in a message of a subscription that carries one and nothing else. */
function eventIn(message: unknown): { id: unknown; data: object } | undefined {
  if (!isObject(message) || !("id" in message) || !("result" in message) || !isObject(message.result)) return undefined;
  const { result } = message;
  // Whatever else tRPC may write beside it is left to tRPC.
  if (brings(message, ["id", "result"]) || brings(result, ["type", "data"])) return undefined;
  if (!("type" in result && result.type === "data" && "data" in result && isObject(result.data))) return undefined;
  return { id: message.id, data: result.data };
}

/** Whether there is more in it than what these keys hold. */
function brings(value: object, keys: readonly string[]): boolean {
  return Object.entries(value).some(([key, part]) => part !== undefined && !keys.includes(key));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
