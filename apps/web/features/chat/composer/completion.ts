import { isInFence } from "./marks.ts";
import type { Shown } from "./mention-text.ts";

export type CompletionKind = "people" | "rooms" | "emoji" | "commands";

/** What is being typed that may be completed, and where it began. */
export interface Query {
  kind: CompletionKind;
  from: number;
  to: number;
  text: string;
}

const shapes: readonly (readonly [CompletionKind, RegExp])[] = [
  ["commands", /^\/([\w-]*)$/],
  // Behind a space, or it is a time of day. What is shorter is a face made of signs.
  ["emoji", /(?:^|[\s(]):([\p{L}\p{N}_+-]{2,30})$/u],
  // Not within an address; a name may have several words.
  ["people", /(?<![A-Za-z0-9._-])@([\p{L}\p{M}\p{N}._'’-]*(?: [\p{L}\p{M}\p{N}._'’-]+){0,2})$/u],
  ["rooms", /(?<![A-Za-z0-9._#&/-])#([\p{L}\p{M}\p{N}._-]*(?: [\p{L}\p{M}\p{N}._-]+){0,2})$/u],
];

/** What stands before the caret and may be completed; null for anything else. */
export function queryAt({ text, mentions }: Shown, caret: number): Query | null {
  const before = text.slice(0, caret);
  if (isInFence(text, caret)) return null;
  for (const [kind, shape] of shapes) {
    const typed = shape.exec(before)?.[1];
    if (typed === undefined) continue;
    const from = caret - typed.length - 1;
    // A name that was put in is no longer looked for.
    if (mentions.some((one) => one.from < caret && one.to > from)) return null;
    return { kind, from, to: caret, text: typed };
  }
  return null;
}
