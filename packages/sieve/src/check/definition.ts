import type { Extension } from "../extensions.ts";

export type ValueKind = "string" | "strings" | "number";

export interface TagRule {
  readonly extension?: Extension;
  /** What follows the tag; nothing when not given. */
  readonly value?: ValueKind;
  /** Of the tags of one group a call may have one. */
  readonly group?: string;
  /** Another tag without which this one says nothing. */
  readonly beside?: string;
}

/** What a command or test takes, RFC 5228 §2.6. */
export interface Definition {
  readonly extension?: Extension;
  readonly tags?: Readonly<Record<string, TagRule>>;
  readonly args?: readonly ValueKind[];
  /** The first or last of `args` may be left out. */
  readonly optional?: "first" | "last";
  readonly tests?: "one" | "many";
  readonly hasBlock?: boolean;
}

/** MATCH-TYPE and COMPARATOR of RFC 5228 §2.7, with RFC 5231 and regular expressions. */
export const matching: Readonly<Record<string, TagRule>> = {
  is: { group: "match" },
  contains: { group: "match" },
  matches: { group: "match" },
  regex: { group: "match", extension: "regex" },
  count: { group: "match", extension: "relational", value: "string" },
  value: { group: "match", extension: "relational", value: "string" },
  comparator: { value: "string" },
};

/** ADDRESS-PART of RFC 5228 §2.7.4 and RFC 5233 §4. */
export const addressParts: Readonly<Record<string, TagRule>> = {
  all: { group: "address-part" },
  localpart: { group: "address-part" },
  domain: { group: "address-part" },
  user: { group: "address-part", extension: "subaddress" },
  detail: { group: "address-part", extension: "subaddress" },
};

/** RFC 5260 §6: one of the fields of a name. */
export const indexing: Readonly<Record<string, TagRule>> = {
  index: { extension: "index", value: "number" },
  last: { extension: "index", beside: "index" },
};
