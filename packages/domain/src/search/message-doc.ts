import { decodeBody, parseMessage, partAt, summarize } from "@carbyne/mime";
import type { Context } from "../context.ts";
import { storable } from "../mail/index.ts";
import { markedWords, marks } from "./fields.ts";
import { hasLink, kindsOf } from "./kinds.ts";
import { type AttachedFile, readAll } from "./read-all.ts";
import { indexText, wordsOf } from "./terms.ts";

export type MessageRow = {
  id: string;
  spaceId: string;
  blobHash: Buffer;
  subject: string;
  people: Record<string, { name: string; address: string }[]>;
  internalDate: Date;
};

export type MessageDoc = {
  id: string;
  spaceId: string;
  title: string;
  text: string;
  people: string;
  /** JSON, as PostgreSQL's arrays of arrays must all be equally long. */
  tags: string;
  at: Date;
  /** Whether nothing is left to read, such as attachments. */
  isComplete: boolean;
};

/** Reads documents that are attached, which takes longer than a message and may fail. */
export type DocumentReader = {
  canRead(document: { readonly name: string; readonly type: string }): boolean;
  /** "" for what cannot be read after all. */
  textOf(document: { readonly name: string; readonly type: string; readonly content: Buffer }): Promise<string>;
};

/** How far to go: to see only whether there is something to read, or to read it. */
export type Reading = { readonly reader: DocumentReader; readonly isDeep: boolean };

/** A text search vector has a limit of a megabyte, and nobody searches for the end of such a text. */
const longestText = 400_000;
const longestIndexBytes = 900_000;
const longestTitle = 1_000;
const longestPeople = 10_000;
const mostPeople = 2_000;
const mostDocuments = 20;
const largestDocument = 40_000_000;

/** A message as the index knows it, with the texts of its attachments when they are read. */
export async function docOf(ctx: Context, row: MessageRow, reading?: Reading): Promise<MessageDoc> {
  const people = Object.values(row.people).flatMap((list) => list.map(shownPerson));
  const { body, names, kinds, list, documents, isComplete } = await contentOf(ctx, row, reading);
  const marked = [
    ...(["from", "to", "cc", "bcc"] as const).map((field) =>
      markedWords(field, (row.people[field] ?? []).slice(0, mostPeople).map(shownPerson).join(" ")),
    ),
    markedWords("subject", row.subject),
    markedWords("filename", names.join(" ")),
    markedWords("list", list),
    markedWords("has", kinds.join(" ")),
  ];
  const fields = [row.subject, ...names, ...people.slice(0, mostPeople), ...marked, body, ...documents];
  return {
    id: row.id,
    spaceId: row.spaceId,
    title: row.subject.slice(0, longestTitle).toWellFormed(),
    text: indexText(fields, longestIndexBytes),
    people: people.join("\n").slice(0, longestPeople).toWellFormed(),
    tags: JSON.stringify(names),
    at: row.internalDate,
    isComplete,
  };
}

function shownPerson({ name, address }: { name: string; address: string }): string {
  return `${name} ${address}`;
}

/** What there is to read in the message. One that cannot be read is found by its subject and people, and stops no other. */
async function contentOf(ctx: Context, row: MessageRow, reading: Reading | undefined): Promise<Indexed> {
  try {
    const raw = await ctx.blobs.read(row.blobHash);
    const root = parseMessage(raw);
    const { contents, texts, attachments } = readAll(raw, root);
    const documents = attachments.flatMap((attachment, number) => readable(raw, { ...attachment, number }, reading));
    // A picture that the text shows is not what "with a picture" asks for.
    const kinds = new Set<string>(attachments.filter(({ isInline }) => !isInline).flatMap(kindsOf));
    if (contents.some((content, i) => hasLink(`${texts[i]} ${content.html ?? ""}`))) kinds.add("link");
    return {
      body: storable(texts.join("\n").slice(0, longestText)),
      names: attachments.map(({ name }) => storable(name)),
      kinds: [...kinds],
      list: storable(summarize(raw, root).listId ?? ""),
      documents: reading?.isDeep ? await textsOf(documents.slice(0, mostDocuments), reading.reader) : [],
      isComplete: documents.length === 0 || reading?.isDeep === true,
    };
  } catch (error) {
    ctx.log.error({ err: error, messageId: row.id }, "message not read for the index");
    return { body: "", names: [], kinds: [], list: "", documents: [], isComplete: true };
  }
}

type Indexed = {
  body: string;
  names: string[];
  kinds: string[];
  list: string;
  /** The words of each, with what says which one it is before them. */
  documents: string[][];
  isComplete: boolean;
};

type Document = {
  readonly name: string;
  readonly type: string;
  readonly number: number;
  readonly content: () => Buffer;
};

/** An attachment if somebody can read it. */
function readable(
  raw: Buffer,
  { name, type, path, sizeBytes, isMessage, message, number }: AttachedFile & { number: number },
  reading: Reading | undefined,
): Document[] {
  const part = partAt(message, path);
  if (!part || isMessage || sizeBytes > largestDocument || !reading?.reader.canRead({ name, type })) return [];
  return [{ name, type, number, content: () => decodeBody(raw, part) }];
}

async function textsOf(documents: readonly Document[], reader: DocumentReader): Promise<string[][]> {
  const texts: string[][] = [];
  let left = longestText;
  for (const { name, type, number, content } of documents) {
    const text = (await reader.textOf({ name, type, content: content() })).slice(0, left);
    left -= text.length;
    texts.push([`${marks.document}${number}`, ...wordsOf(storable(text))]);
  }
  return texts;
}
