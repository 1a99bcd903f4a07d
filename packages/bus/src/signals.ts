import { type Signal, signalBytes } from "./bus.ts";

const topicForm = /^[!-~]*[!-.0-~]$/;

/** Refuses what is no signal: it is a mistake of whoever sends it. */
export function checkSignal({ topic, data }: Signal): void {
  if (!topicForm.test(topic)) throw new RangeError("a signal's topic is printable ASCII and does not end in /");
  const bytes = Buffer.byteLength(topic) + Buffer.byteLength(data);
  if (bytes > signalBytes) throw new RangeError(`a signal takes ${signalBytes} bytes, this one has ${bytes}`);
}

/** What may be listened to of a topic: itself, and each of its beginnings that ends in `/`. */
export function listenedAs(topic: string): string[] {
  const beginnings = [...topic.matchAll(/\//g)].map(({ index }) => topic.slice(0, index + 1));
  return [...beginnings, topic];
}

/** JSON has no line break in it and no NUL, which NOTIFY does not take. */
export function signalLine(topic: string, data: string): string {
  return `${topic} ${JSON.stringify(data)}`;
}

export function toSignal(line: string): Signal[] {
  const space = line.indexOf(" ");
  const topic = line.slice(0, Math.max(space, 0));
  const data = topicForm.test(topic) ? parsed(line.slice(space + 1)) : undefined;
  return typeof data === "string" ? [{ topic, data }] : [];
}

/** Whoever may speak on the channel may send anything: it is no reason to fall. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
