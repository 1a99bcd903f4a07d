import { DavError } from "../dav-error.ts";

/** One condition: that a resource has a lock with a token, or a tag; or has not. RFC 4918 §10.4.2. */
export type Condition = {
  readonly isNot: boolean;
  readonly kind: "token" | "tag";
  readonly value: string;
};

/** A list of conditions that must all hold, of the resource that is named, or of the one that is asked for. */
export type ConditionList = { readonly target: string | null; readonly conditions: readonly Condition[] };

const mostLists = 100;
const mostConditions = 100;
const longest = 8192;

const pattern = /[ \t]*(?:<([^<>\s]+)>|\[((?:W\/)?"[^"]*")\]|(\()|(\))|([Nn][Oo][Tt])(?![a-z]))/uy;

/** Reads an If header (RFC 4918 §10.4.2), of which one list must hold; anything else is a bad request. */
export function readIf(header: string): ConditionList[] {
  if (header.length > longest) throw new DavError(400);
  const lists: ConditionList[] = [];
  let target: string | null = null;
  let isTargetUsed = true;
  let open: Condition[] | null = null;
  let isNot = false;
  const fail = (): never => {
    throw new DavError(400);
  };
  const text = header.trimEnd();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return fail();
    const [, angle, tag, begin, end, not] = match;
    if (begin !== undefined) {
      if (open) return fail();
      open = [];
    } else if (end !== undefined) {
      if (!open || open.length === 0 || isNot) return fail();
      lists.push({ target, conditions: open });
      if (lists.length > mostLists) return fail();
      isTargetUsed = true;
      open = null;
    } else if (not !== undefined) {
      if (!open || isNot) return fail();
      isNot = true;
    } else if (open) {
      if (open.length >= mostConditions) return fail();
      open.push(tag === undefined ? { isNot, kind: "token", value: angle ?? "" } : { isNot, kind: "tag", value: tag });
      isNot = false;
    } else {
      // A target before the first list makes all of them targeted; one without lists, or after untargeted ones, is no header.
      if (angle === undefined || !isTargetUsed || (lists.length > 0 && target === null)) return fail();
      target = angle;
      isTargetUsed = false;
    }
  }
  return open || !isTargetUsed || lists.length === 0 ? fail() : lists;
}

/** Every token that is shown, in whatever condition: that is what submits it. RFC 4918 §10.4.1. */
export function tokensIn(lists: readonly ConditionList[]): string[] {
  return lists.flatMap(({ conditions }) => conditions.flatMap((one) => (one.kind === "token" ? [one.value] : [])));
}
