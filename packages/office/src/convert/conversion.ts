import type { Node } from "@tiptap/pm/model";
import type { PageSetup } from "../model/text/content.ts";

/** What a format had that a text cannot have. Each has its words in the catalogues. */
export const lossReasons = [
  "headers-footers",
  "sections",
  "floating-pictures",
  "pictures-unread",
  "pictures-elsewhere",
  "text-boxes",
  "drawings",
  "charts",
  "embedded-objects",
  "fields",
  "bookmarks",
  "endnotes",
  "footnote-form",
  "tracked-formatting",
  "tracked-structure",
  "moved-text",
  "equations",
  "symbols",
  "macros",
  "comments-unplaced",
  "active-content",
  "elements",
] as const;
export type LossReason = (typeof lossReasons)[number];
export type Loss = { readonly reason: LossReason; readonly count: number };

/** Counts what is left behind. */
export function countLosses() {
  const counts = new Map<LossReason, number>();
  return {
    add: (reason: LossReason, count = 1) => void (count > 0 && counts.set(reason, (counts.get(reason) ?? 0) + count)),
    list: (): Loss[] =>
      lossReasons.flatMap((reason) => {
        const count = counts.get(reason);
        return count === undefined ? [] : [{ reason, count }];
      }),
  };
}
export type Losses = ReturnType<typeof countLosses>;

/** A picture as it lies in a file, by the id that the text names it by. */
export type PictureBytes = { readonly bytes: Uint8Array; readonly mime: string };
export type ReadPicture = PictureBytes & { readonly id: string };

export type Remark = {
  /** What its author is called; "" for nobody. */
  readonly author: string;
  readonly at: Date | null;
  readonly text: string;
};
/** What was said about a place in the text, the first first; the mark there has its id. */
export type Discussion = { readonly id: string; readonly isResolved: boolean; readonly remarks: readonly Remark[] };

/** What a file says. */
export type ReadFile = {
  readonly text: Node;
  readonly page: Partial<PageSetup>;
  readonly pictures: readonly ReadPicture[];
  readonly discussions: readonly Discussion[];
  readonly losses: readonly Loss[];
};

/** All that is written into a file. */
export type Written = {
  readonly title: string;
  readonly text: Node;
  readonly page: PageSetup;
  readonly discussions: readonly Discussion[];
  /** What those are called who proposed something, by what stands in the ids of their proposals. */
  readonly people: ReadonlyMap<string, string>;
  readonly pictureOf: (id: string) => PictureBytes | undefined;
  /** A docx file whose styles and theme it is to have, such as the one that it was made from; only of docx. */
  readonly like?: Uint8Array | undefined;
};

/** Why a file could not be read. */
export type Fault = "broken" | "protected" | "too-large";

/** A file that cannot be read: expected, for anybody may bring anything. */
export class ConversionFailed extends Error {
  readonly fault: Fault;
  constructor(fault: Fault, options?: ErrorOptions) {
    super(`the file cannot be read: ${fault}`, options);
    this.fault = fault;
  }
}
