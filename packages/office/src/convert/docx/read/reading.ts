import type { Losses } from "../../conversion.ts";
import type { Gathered } from "../../pictures.ts";
import type { Comments } from "./comments.ts";
import type { Numbering } from "./numbering.ts";
import type { Package, Part } from "./package.ts";
import type { Styles } from "./styles.ts";

/** A field that is under way (ECMA-376 part 1 §17.16): what it says before its result is not shown. */
export type Field = { instruction: string; isResult: boolean; href: string | null };

export type Change = { readonly kind: "insertion" | "deletion"; readonly author: string; readonly at: Date | null };

/** All that is known while a document is read. */
export type Reading = {
  readonly pack: Package;
  readonly part: Part;
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly comments: Comments;
  readonly notes: ReadonlyMap<string, string>;
  readonly losses: Losses;
  readonly pictures: Gathered;
  /** How wide a line is, in English Metric Units. */
  readonly lineWidth: number;
  /** Discussions about the text that comes next. */
  readonly openComments: Set<string>;
  readonly placedComments: Set<string>;
  readonly fields: Field[];
  /** What somebody proposed of the end of the paragraph before: a new one, or none. */
  openBreak: { readonly kind: Change["kind"]; readonly id: string } | null;
  /** The proposal that the text before belongs to: what follows of the same hand is the same one. */
  lastChange: { readonly key: string; readonly id: string } | null;
};
