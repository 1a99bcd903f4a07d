import type { Node } from "@tiptap/pm/model";

/** What cannot be told as a proposal, such as moving into a list or another shape of a table. */
export class CannotSuggest extends Error {}

export type Proposing = {
  readonly doc: Node;
  /** Where a place of that document is now. */
  readonly place: (pos: number, side: -1 | 1) => number;
  readonly newId: () => string;
  readonly isOwn: (id: unknown) => id is string;
};

/** Where what was proposed last ends, noted on the transaction. */
export const writtenTo = "suggest-written-to";
