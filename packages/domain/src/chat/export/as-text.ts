import type { Message } from "../messages/message-json.ts";
import { named } from "../messages/readable.ts";
import type { Exported, Page } from "./export-room.ts";

/** A talk as text: who said what and when, with the names of files. What the room says of itself, and what was taken back, is left out. */
export async function* textPieces({ room, zone, at, pages }: Exported): AsyncGenerator<string> {
  const time = clockOf(zone);
  yield `${[room.name, room.topic, `${time(at)} ${zone}`].filter(Boolean).join("\n")}\n`;
  for await (const page of pages)
    yield page.messages
      .filter((one) => one.kind !== "event" && !one.isDeleted)
      .map((one) => `\n${linesOf(one, page, time)}\n`)
      .join("");
}

function linesOf(message: Message, { names }: Page, time: (at: Date) => string): string {
  const { authorId, threadId, attachments, kind, votes, detail } = message;
  const said = named(message.text, names);
  const options = kind === "poll" && Array.isArray(detail["options"]) ? detail["options"] : [];
  const lines = [
    `[${time(new Date(message.at))}] ${names.get(authorId ?? "") ?? "?"}`,
    ...quoteOf(detail["forwarded"]),
    ...(said === "" ? [] : said.split("\n")),
    ...options.map((option, at) => `- ${String(option)}: ${votes.find((one) => one.option === at)?.count ?? 0}`),
    ...attachments.map((file) => `<${file.name}>`),
  ];
  return lines.map((line) => (threadId === null ? line : `    ${line}`)).join("\n");
}

function quoteOf(forwarded: unknown): string[] {
  if (typeof forwarded !== "object" || forwarded === null || !("authorName" in forwarded)) return [];
  return [`> ${String(forwarded.authorName)}`];
}

/** Times as everybody reads and every program sorts them. */
function clockOf(zone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return (at) => format.format(at);
}
