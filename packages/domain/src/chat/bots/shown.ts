import type pg from "pg";
import type { Message } from "../messages/message-json.ts";
import { namesOf } from "../messages/readable.ts";

/** Who said or did something, as programs are told. */
export type ShownAuthor = {
  readonly kind: "account" | "guest" | "bot" | "room";
  readonly id: string | null;
  readonly name: string;
};

/** A message as programs are told of it: a promise, apart from what the page needs. Times are ISO 8601. */
export type ShownMessage = {
  readonly id: string;
  readonly roomId: string;
  readonly number: number;
  readonly kind: Message["kind"];
  readonly author: ShownAuthor;
  readonly text: string;
  readonly mentions: readonly { readonly id: string; readonly name: string }[];
  readonly addresses: Message["addresses"];
  readonly threadId: string | null;
  readonly replyToId: string | null;
  readonly attachments: readonly { readonly name: string; readonly mime: string; readonly sizeBytes: number }[];
  readonly reactions: readonly { readonly emoji: string; readonly by: readonly string[] }[];
  readonly isDeleted: boolean;
  readonly editedAt: string | null;
  readonly at: string;
};

/** Messages as programs are told of them. */
export async function showMessages(
  client: pg.ClientBase | pg.Pool,
  messages: readonly Message[],
): Promise<ShownMessage[]> {
  const names = await namesOf(
    client,
    messages.flatMap((one) => [...one.mentions, ...(one.authorId === null ? [] : [one.authorId])]),
  );
  return messages.map((one) => ({
    id: one.id,
    roomId: one.roomId,
    number: one.number,
    kind: one.kind,
    author: authorOf(one, names),
    text: one.text,
    mentions: one.mentions.map((id) => ({ id, name: names.get(id) ?? "" })),
    addresses: one.addresses,
    threadId: one.threadId,
    replyToId: one.replyTo?.id ?? null,
    attachments: one.attachments.map(({ name, mime, sizeBytes }) => ({ name, mime, sizeBytes })),
    reactions: one.reactions,
    isDeleted: one.isDeleted,
    editedAt: one.editedAt,
    at: one.at,
  }));
}

function authorOf({ authorKind, authorId, detail }: Message, names: ReadonlyMap<string, string>): ShownAuthor {
  const said = (detail["bot"] as { name?: string } | undefined)?.name;
  return { kind: authorKind, id: authorId, name: said ?? names.get(authorId ?? "") ?? "" };
}
