import type { Exported } from "./export-room.ts";

/** A talk as JSON with everything that a member sees of it: the room, the messages in order, and then the names of people by their ids. */
export async function* jsonPieces({ room, at, pages }: Exported): AsyncGenerator<string> {
  yield `{"room":${JSON.stringify(room)},"exportedAt":${JSON.stringify(at)},"messages":[`;
  const people = new Map<string, string>();
  let isFirst = true;
  for await (const { messages, names } of pages) {
    for (const [id, name] of names) people.set(id, name);
    const rows = messages.map(({ key: _key, modseq: _modseq, ...message }) => JSON.stringify(message));
    yield `${isFirst ? "\n" : ",\n"}${rows.join(",\n")}`;
    isFirst = false;
  }
  yield `\n],"people":${JSON.stringify(Object.fromEntries(people))}}\n`;
}
