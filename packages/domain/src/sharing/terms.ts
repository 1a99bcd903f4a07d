import { Refusal } from "@carbyne/kernel";
import type { Right, Shareable } from "../access/index.ts";
import type { Context } from "../context.ts";
import { gives, type RoleTerms, rightsOf } from "./roles.ts";

export type SentCopy = "own" | "owner" | "both";

/** How something is shared. */
export type ShareTerms = RoleTerms & {
  readonly includesSubfolders?: boolean | undefined;
  /** ISO 8601; null for no end. */
  readonly expiresAt?: string | null | undefined;
  readonly sentCopy?: SentCopy | undefined;
  /** A sentence for the other side. */
  readonly note?: string | undefined;
};

export type StoredTerms = {
  readonly rights: readonly Right[];
  readonly includesSubfolders: boolean;
  readonly expiresAt: Date | null;
  readonly sentCopy: SentCopy;
  readonly note: string;
};

const latest = new Date("2200-01-01T00:00:00Z");

/** Terms as they are stored. Refuses none at all, names to send in for less than an account, an end that is over, and more than the sharer has. */
export function checkTerms(ctx: Context, { kind, via }: Shareable, terms: ShareTerms): StoredTerms {
  const rights = rightsOf(terms);
  const isOther =
    (kind !== "account" && rights.some((right) => right.startsWith("send"))) ||
    (kind !== "node" && rights.includes("comment"));
  if (rights.length === 0 || isOther) throw new Refusal("invalid", "share-terms-invalid");
  if (via && rights.some((right) => !gives(via.rights, right))) throw new Refusal("forbidden", "share-more-than-own");
  return {
    rights,
    includesSubfolders: terms.includesSubfolders ?? true,
    expiresAt: earlier(checkEnd(ctx, terms.expiresAt ?? null), via?.expiresAt ?? null),
    sentCopy: terms.sentCopy ?? "both",
    note: (terms.note ?? "").trim().replaceAll("\0", "").toWellFormed().slice(0, 1000),
  };
}

function checkEnd(ctx: Context, text: string | null): Date | null {
  if (text === null) return null;
  const at = new Date(text);
  if (!(at > ctx.clock.now()) || at > latest) throw new Refusal("invalid", "share-end-invalid");
  return at;
}

/** Null is never. */
function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
