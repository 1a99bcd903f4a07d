import type { UidRange } from "../types.ts";

/** A day without zone, as `2026-11-25`: search disregards time and time zone. RFC 9051 §6.4.4. */
export type Day = string;

/** A search as the backend gets it: no sequence numbers, no saved result, text decoded. RFC 9051 §6.4.4. */
export type Query =
  | { readonly kind: "all" }
  | { readonly kind: "and"; readonly of: readonly Query[] }
  | { readonly kind: "or"; readonly of: readonly [Query, Query] }
  | { readonly kind: "not"; readonly of: Query }
  | { readonly kind: "uids"; readonly ranges: readonly UidRange[] }
  /** Has the flag of this bit. */
  | { readonly kind: "flag"; readonly bit: number }
  | { readonly kind: "keyword"; readonly keyword: string }
  /** A field of this name (lower case) contains the text; with empty text, exists. */
  | { readonly kind: "header"; readonly name: string; readonly text: string }
  /** `text` is header or body. */
  | { readonly kind: "body" | "text"; readonly text: string }
  | {
      readonly kind: "date";
      readonly of: "internal" | "sent" | "saved";
      readonly is: "before" | "on" | "since";
      readonly day: Day;
    }
  | { readonly kind: "larger" | "smaller"; readonly sizeBytes: number }
  /** RFC 5032. */
  | { readonly kind: "older" | "younger"; readonly seconds: number }
  /** Changed at or after; RFC 7162 §3.1.5. */
  | { readonly kind: "modseq"; readonly modseq: number }
  /** RFC 8474 §6. */
  | { readonly kind: "email-id" | "thread-id"; readonly id: string };

/** Whether a search asks for nothing but UIDs and flags, which a session knows without its backend. */
export function needsOnlyFlags(query: Query): boolean {
  switch (query.kind) {
    case "all":
    case "uids":
    case "flag":
    case "keyword":
    case "modseq":
      return true;
    case "and":
    case "or":
      return query.of.every(needsOnlyFlags);
    case "not":
      return needsOnlyFlags(query.of);
    case "header":
    case "body":
    case "text":
    case "date":
    case "larger":
    case "smaller":
    case "older":
    case "younger":
    case "email-id":
    case "thread-id":
      return false;
  }
}
