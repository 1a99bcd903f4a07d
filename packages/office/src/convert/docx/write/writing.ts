import type { Paragraph } from "docx";
import { commentsIn } from "../../../model/text/comments-in.ts";
import type { Written } from "../../conversion.ts";
import { type Like, readLike } from "./like.ts";

/** What is gathered while a document is written: notes, lists, numbers that must not meet. */
export type Writing = Written & {
  /** The numbers of the comments in a discussion, the first first, by its id. */
  readonly commentNumbers: ReadonlyMap<string, readonly number[]>;
  /** Discussions that begin or end at a place in the text. */
  readonly beginsAt: ReadonlyMap<number, readonly string[]>;
  readonly endsAt: ReadonlyMap<number, readonly string[]>;
  readonly notes: Paragraph[][];
  /** Ways of numbering that are used, by name. */
  readonly numberings: Map<string, { readonly start: number; readonly type: string | null }>;
  readonly looks: Like | null;
  nextList: number;
  nextChange: number;
};

/** What holds for the blocks at a place. */
export type Place = {
  /** How wide a line is there, in pixels. */
  readonly width: number;
  /** The style of paragraphs there that have none of their own. */
  readonly style?: string;
  /** Levels of lists around it. */
  readonly level: number;
};

/** Begins a document: where discussions stand, and their numbers. */
export function beginWriting({ like, ...written }: Written): Writing {
  const commentNumbers = new Map<string, number[]>();
  let next = 0;
  for (const { id, remarks } of written.discussions)
    if (remarks.length > 0)
      commentNumbers.set(
        id,
        remarks.map(() => next++),
      );
  const placed = commentsIn(written.text).filter(({ id }) => commentNumbers.has(id));
  const by = (key: "from" | "to") =>
    new Map(
      [...Map.groupBy(placed, (range) => range[key])].map(
        ([pos, ranges]) => [pos, ranges.map(({ id }) => id)] as const,
      ),
    );
  return {
    ...written,
    commentNumbers,
    beginsAt: by("from"),
    endsAt: by("to"),
    looks: like ? readLike(Buffer.from(like.buffer, like.byteOffset, like.length)) : null,
    notes: [],
    numberings: new Map(),
    nextList: 0,
    nextChange: 1,
  };
}
