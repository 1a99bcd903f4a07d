import { Refusal } from "@carbyne/kernel";
import type { LinkKind } from "../../access/index.ts";
import type { Context } from "../../context.ts";
import { hashPassword } from "../../sign-in/index.ts";

/** What a link lets be done, and how long. What is left out stays as it was, or is not limited. */
export type LinkTerms = {
  readonly description?: string | undefined;
  /** What is asked for before anything is shown; null for nothing. */
  readonly code?: string | null | undefined;
  /** ISO 8601; null for no end. */
  readonly expiresAt?: string | null | undefined;
  readonly downloadLimit?: number | null | undefined;
  /** Bytes that may come in through an upload link, all in all. */
  readonly uploadLimit?: number | undefined;
  readonly role?: "read" | "comment" | "write" | undefined;
  /** Of a collaboration link: whether who has no account may do with documents what it offers. */
  readonly isForVisitors?: boolean | undefined;
};

/** Terms as they are stored. */
export type StoredLinkTerms = {
  readonly role: "read" | "comment" | "write" | null;
  readonly description: string;
  readonly passwordHash: string | null;
  readonly expiresAt: Date | null;
  readonly downloadLimit: number | null;
  readonly uploadLimit: number | null;
  readonly isForVisitors: boolean;
};

const noTerms: StoredLinkTerms = {
  role: null,
  description: "",
  passwordHash: null,
  expiresAt: null,
  downloadLimit: null,
  uploadLimit: null,
  isForVisitors: false,
};

const shortestCode = 6;
const longestCode = 200;
const usualUpload = 10 * 1024 ** 3;
const latest = new Date("2200-01-01T00:00:00Z");

/** The terms of a link of a kind, on top of those that it had. */
export async function linkTerms(
  ctx: Context,
  kind: LinkKind,
  asked: LinkTerms,
  before: StoredLinkTerms = noTerms,
): Promise<StoredLinkTerms> {
  const description = asked.description?.trim().toWellFormed().replaceAll("\0", "").slice(0, 1000);
  return {
    role: kind === "collaborate" ? (asked.role ?? before.role ?? "read") : null,
    isForVisitors: kind === "collaborate" && (asked.isForVisitors ?? before.isForVisitors),
    description: description ?? before.description,
    passwordHash: asked.code === undefined ? before.passwordHash : await hashCode(asked.code),
    expiresAt: asked.expiresAt === undefined ? before.expiresAt : readEnd(ctx, asked.expiresAt),
    downloadLimit:
      kind === "download"
        ? (asked.downloadLimit ?? (asked.downloadLimit === null ? null : before.downloadLimit))
        : null,
    uploadLimit: kind === "upload" ? (asked.uploadLimit ?? before.uploadLimit ?? usualUpload) : null,
  };
}

async function hashCode(code: string | null): Promise<string | null> {
  if (code === null) return null;
  if (code.length < shortestCode) throw new Refusal("invalid", "link-code-short", { min: shortestCode });
  if (code.length > longestCode) throw new Refusal("invalid", "link-code-long", { max: longestCode });
  return hashPassword(code);
}

function readEnd(ctx: Context, text: string | null): Date | null {
  if (text === null) return null;
  const at = new Date(text);
  if (!(at > ctx.clock.now()) || at > latest) throw new Refusal("invalid", "share-end-invalid");
  return at;
}
