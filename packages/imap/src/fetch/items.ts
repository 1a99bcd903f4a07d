import type { Section } from "@carbyne/mime";
import type { FetchNeeds } from "../backend.ts";
import { BadSyntax } from "../types.ts";
import type { Arguments } from "../wire/arguments.ts";

export interface Partial {
  readonly offset: number;
  readonly length: number;
}

/** One thing that FETCH asks of each message. RFC 9051 §6.4.5. */
export type Item =
  | { readonly kind: "simple"; readonly name: SimpleItem }
  | {
      readonly kind: "section";
      /** As the answer names it. */
      readonly label: string;
      readonly section: Section;
      readonly partial: Partial | null;
      readonly setsSeen: boolean;
    }
  | {
      readonly kind: "binary";
      readonly label: string;
      readonly path: readonly number[];
      readonly partial: Partial | null;
      readonly setsSeen: boolean;
    }
  | { readonly kind: "binary-size"; readonly label: string; readonly path: readonly number[] };

const simpleItems = [
  ...(["UID", "FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY", "BODYSTRUCTURE"] as const),
  // RFC 7162 §3.1.4, RFC 8474 §4.2 and §5, RFC 8514 §4.2.
  ...(["MODSEQ", "EMAILID", "THREADID", "SAVEDATE"] as const),
] as const;
export type SimpleItem = (typeof simpleItems)[number];

const macros = new Map<string, readonly SimpleItem[]>([
  ["FAST", ["FLAGS", "INTERNALDATE", "RFC822.SIZE"]],
  ["ALL", ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE"]],
  ["FULL", ["FLAGS", "INTERNALDATE", "RFC822.SIZE", "ENVELOPE", "BODY"]],
]);

/** An item without arguments. */
export function simpleItem(name: SimpleItem): Item {
  return { kind: "simple", name };
}

/** Whether an item without arguments is among those asked for. */
export function hasItem(items: readonly Item[], name: SimpleItem): boolean {
  return items.some((item) => item.kind === "simple" && item.name === name);
}

const maxItems = 200;

/** Reads a macro, one item or a list of items. */
export function readItems(args: Arguments): Item[] {
  if (args.sees("(")) {
    const items = args.list(() => readItem(args, args.word()));
    if (items.length > maxItems) throw new BadSyntax("too many items");
    return items;
  }
  const name = args.word();
  const macro = macros.get(name);
  return macro ? macro.map(simpleItem) : [readItem(args, name)];
}

function readItem(args: Arguments, name: string): Item {
  // An atom ends at "[" only by our own hand: it is no atom-special.
  const bracket = name.indexOf("[");
  if (bracket >= 0) {
    args.back(name.length - bracket);
    return readSectionItem(args, name.slice(0, bracket));
  }
  const simple = simpleItems.find((item) => item === name);
  if (simple) return simpleItem(simple);
  // RFC 3501 §6.4.5 has these for BODY[HEADER], BODY[TEXT] and BODY[] by another name.
  const old = (kind: "header" | "text" | "full", setsSeen: boolean): Item => ({
    kind: "section",
    label: name,
    section: { path: [], kind },
    partial: null,
    setsSeen,
  });
  if (name === "RFC822") return old("full", true);
  if (name === "RFC822.HEADER") return old("header", false);
  if (name === "RFC822.TEXT") return old("text", true);
  throw new BadSyntax(`unknown fetch item ${name}`);
}

function readSectionItem(args: Arguments, name: string): Item {
  args.expect("[");
  if (name === "BODY" || name === "BODY.PEEK") {
    const section = readSection(args);
    args.expect("]");
    const partial = readPartial(args);
    const label = `BODY[${sectionText(section)}]${partial ? `<${partial.offset}>` : ""}`;
    return { kind: "section", label, section, partial, setsSeen: name === "BODY" };
  }
  const { path, isOpen } = readPath(args);
  if (isOpen && path.length > 0) throw new BadSyntax("part number expected");
  args.expect("]");
  const text = path.join(".");
  if (name === "BINARY.SIZE") return { kind: "binary-size", label: `BINARY.SIZE[${text}]`, path };
  if (name !== "BINARY" && name !== "BINARY.PEEK") throw new BadSyntax(`unknown fetch item ${name}`);
  const partial = readPartial(args);
  const label = `BINARY[${text}]${partial ? `<${partial.offset}>` : ""}`;
  return { kind: "binary", label, path, partial, setsSeen: name === "BINARY" };
}

const maxPath = 100;

/** Part numbers; `isOpen` when a dot follows the last, so that a word has to. */
function readPath(args: Arguments): { path: number[]; isOpen: boolean } {
  const path: number[] = [];
  let isOpen = true;
  while (isOpen && args.seesSet() && path.length < maxPath) {
    path.push(args.nonZero());
    isOpen = args.has(".");
  }
  return { path, isOpen };
}

function readSection(args: Arguments): Section {
  const { path, isOpen } = readPath(args);
  if (!isOpen || (path.length === 0 && args.sees("]"))) return { path, kind: "full" };
  if (args.has("HEADER.FIELDS.NOT "))
    return { path, kind: "header.fields.not", fields: args.list(() => args.fieldName()) };
  if (args.has("HEADER.FIELDS ")) return { path, kind: "header.fields", fields: args.list(() => args.fieldName()) };
  if (args.has("HEADER")) return { path, kind: "header" };
  if (args.has("TEXT")) return { path, kind: "text" };
  if (path.length > 0 && args.has("MIME")) return { path, kind: "mime" };
  throw new BadSyntax("unknown section");
}

function sectionText({ path, kind, fields }: Section): string {
  const numbers = path.join(".");
  if (kind === "full") return numbers;
  const names = fields ? ` (${fields.map(fieldText).join(" ")})` : "";
  return `${numbers}${numbers === "" ? "" : "."}${kind.toUpperCase()}${names}`;
}

function fieldText(name: string): string {
  return /^[!#$&'+-[^-z|-~]+$/.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
}

function readPartial(args: Arguments): Partial | null {
  if (!args.has("<")) return null;
  const offset = args.number();
  args.expect(".");
  const length = args.nonZero();
  args.expect(">");
  return { offset, length };
}

/** What the backend has to bring for these items; null when the session knows all of it. */
export function needsOf(items: readonly Item[]): FetchNeeds | null {
  const own: readonly SimpleItem[] = ["UID", "FLAGS", "MODSEQ"];
  if (items.every((item) => item.kind === "simple" && own.includes(item.name))) return null;
  return {
    envelope: hasItem(items, "ENVELOPE"),
    body: hasItem(items, "BODY"),
    bodyStructure: hasItem(items, "BODYSTRUCTURE"),
    raw: items.map(rawNeed).sort(byExtent).at(-1) ?? "none",
  };
}

function rawNeed(item: Item): FetchNeeds["raw"] {
  if (item.kind === "simple") return "none";
  const isHeader = item.kind === "section" && item.section.path.length === 0 && item.section.kind.startsWith("header");
  return isHeader ? "header" : "full";
}

function byExtent(a: FetchNeeds["raw"], b: FetchNeeds["raw"]): number {
  const order = ["none", "header", "full"];
  return order.indexOf(a) - order.indexOf(b);
}
