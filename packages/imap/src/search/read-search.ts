import type { MailboxView } from "../mailbox-view.ts";
import { BadSyntax, flagBits } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";
import { parseDay } from "../wire/dates.ts";
import { joinRanges } from "../wire/sets.ts";
import type { Query } from "./query.ts";

export interface SearchReader {
  readonly args: Arguments;
  readonly view: MailboxView;
  /** Octets to text in the charset of the command. */
  readonly decode: (bytes: Buffer) => string;
  /** A key of RFC 7162 was read: the client knows CONDSTORE. */
  readonly onModseq: () => void;
}

const maxDepth = 50;
const maxKeys = 2_000;

/** Reads search keys up to the end, all of which must hold. RFC 9051 §6.4.4. */
export function readSearchKeys(reader: SearchReader): Query {
  const state = { depth: 0, keys: 0 };
  const keys: Query[] = [];
  do keys.push(readKey(reader, state));
  while (reader.args.has(" ") && !reader.args.isAtEnd());
  return and(keys);
}

type Progress = { depth: number; keys: number };

function readKey(reader: SearchReader, state: Progress): Query {
  const { args, view } = reader;
  if (++state.depth > maxDepth || ++state.keys > maxKeys) throw new BadSyntax("search too deep or too long");
  let query: Query;
  if (args.sees("(")) query = and(args.list(() => readKey(reader, state)));
  else if (args.seesSet())
    query = { kind: "uids", ranges: view.uidRanges(view.indexRanges(args.sequenceSet(), "sequence", { clips: true })) };
  else query = readNamed(reader, state, args.word());
  state.depth--;
  return query;
}

function readNamed(reader: SearchReader, state: Progress, name: string): Query {
  const { args } = reader;
  const flag = flagKeys.get(name);
  if (flag) return flag;
  const withValue = valueKeys.get(name);
  if (withValue) {
    args.space();
    return withValue(reader);
  }
  switch (name) {
    // RFC 3501 §6.4.4. The backend knows nothing of \Recent, so that it gets UIDs.
    case "RECENT":
      return recent(reader);
    case "OLD":
      return not(recent(reader));
    case "NEW":
      return and([recent(reader), not({ kind: "flag", bit: flagBits.seen })]);
    case "NOT":
      args.space();
      return not(readKey(reader, state));
    case "OR": {
      args.space();
      const first = readKey(reader, state);
      args.space();
      return { kind: "or", of: [first, readKey(reader, state)] };
    }
    default:
      throw new BadSyntax(`unknown search key ${name}`);
  }
}

function recent({ view }: SearchReader): Query {
  return { kind: "uids", ranges: view.uidRanges(toRanges(view.recent)) };
}

const all: Query = { kind: "all" };

function and(keys: readonly Query[]): Query {
  const [first] = keys;
  return keys.length === 1 && first ? first : { kind: "and", of: keys };
}

function not(of: Query): Query {
  return { kind: "not", of };
}

const flagKeys = new Map<string, Query>([
  ["ALL", all],
  // RFC 8514 §4.1: every mailbox of ours knows save dates.
  ["SAVEDATESUPPORTED", all],
]);
for (const [name, bit] of Object.entries(flagBits)) {
  const key: Query = { kind: "flag", bit };
  flagKeys.set(name.toUpperCase(), key);
  flagKeys.set(`UN${name.toUpperCase()}`, not(key));
}

const valueKeys = new Map<string, (reader: SearchReader) => Query>([
  ["KEYWORD", keyword],
  ["UNKEYWORD", (reader) => not(keyword(reader))],
  ["HEADER", header],
  ["BODY", ({ args, decode }) => ({ kind: "body", text: decode(args.bytes()) })],
  ["TEXT", ({ args, decode }) => ({ kind: "text", text: decode(args.bytes()) })],
  ["LARGER", ({ args }) => ({ kind: "larger", sizeBytes: args.number() })],
  ["SMALLER", ({ args }) => ({ kind: "smaller", sizeBytes: args.number() })],
  // RFC 5032 §3.
  ["OLDER", ({ args }) => ({ kind: "older", seconds: args.nonZero() })],
  ["YOUNGER", ({ args }) => ({ kind: "younger", seconds: args.nonZero() })],
  ["UID", ({ args, view }) => ({ kind: "uids", ranges: view.uidRanges(view.indexRanges(args.sequenceSet(), "uid")) })],
  ["MODSEQ", modseq],
  // RFC 8474 §6.
  ["EMAILID", ({ args }) => ({ kind: "email-id", id: args.astring() })],
  ["THREADID", ({ args }) => ({ kind: "thread-id", id: args.astring() })],
]);
for (const name of ["FROM", "TO", "CC", "BCC", "SUBJECT"])
  valueKeys.set(name, ({ args, decode }) => ({ kind: "header", name: name.toLowerCase(), text: decode(args.bytes()) }));
for (const [prefix, of] of [
  ["", "internal"],
  ["SENT", "sent"],
  ["SAVED", "saved"],
] as const)
  for (const is of ["before", "on", "since"] as const)
    valueKeys.set(`${prefix}${is.toUpperCase()}`, ({ args }) => ({
      kind: "date",
      of,
      is,
      day: parseDay(args.astring()),
    }));

function keyword({ args }: SearchReader): Query {
  return { kind: "keyword", keyword: args.atom() };
}

function header({ args, decode }: SearchReader): Query {
  const name = args.astring().toLowerCase();
  args.space();
  return { kind: "header", name, text: decode(args.bytes()) };
}

/** The entry name and type of the flag are read and not looked at: one modseq stands for all flags. RFC 7162 §3.1.5. */
function modseq({ args, onModseq }: SearchReader): Query {
  if (args.sees('"')) {
    args.string();
    args.space();
    if (!["PRIV", "SHARED", "ALL"].includes(args.word())) throw new BadSyntax("priv, shared or all expected");
    args.space();
  }
  onModseq();
  return { kind: "modseq", modseq: args.modseq() };
}

/** Found UIDs as ranges, for the next command to use. */
export function toRanges<T extends number>(uids: readonly T[]): { from: T; to: T }[] {
  return joinRanges(uids.map((uid) => ({ from: uid, to: uid }))) as { from: T; to: T }[];
}
