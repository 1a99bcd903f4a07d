import { htmlToText, type Part, partTextStart, rawBody } from "@carbyne/mime";
import type { Call } from "../../check/plan.ts";
import { matchesAny } from "../matching.ts";
import type { Run } from "../run.ts";

/** `body`, RFC 5173. Patterns on a body set no variables (§6). */
export function body(run: Run, call: Call): boolean {
  const values = !hasBody(run)
    ? []
    : call.tags.has("raw")
      ? bodies(run, "raw", rawTexts)
      : call.tags.has("content")
        ? run.texts(call.tags.get("content")).flatMap((type) => contentTexts(run, type.toLowerCase()))
        : bodies(run, "text", readableTexts);
  return matchesAny(run, call, { values, keys: run.texts(call.args[0]), setsMatches: false });
}

/** A message that ends with its header, without an empty line, has no body, not even an empty one: §4. */
function hasBody({ message: { raw, root } }: Run): boolean {
  return root.bodyStart < raw.length || (root.headers.at(-1)?.end ?? 0) < raw.length;
}

/** Texts that are taken out of the message once for all tests. */
function bodies(run: Run, key: string, read: (run: Run) => string[]): string[] {
  const known = run.bodies.get(key) ?? read(run);
  run.bodies.set(key, known);
  return known;
}

/** The body as it was sent, nothing decoded: §5.1. */
function rawTexts(run: Run): string[] {
  const { raw, root } = run.message;
  return [rawBody(raw, root).subarray(0, run.limits.bodyLength).toString("utf8")];
}

/** What people read, §5.3: text parts of every kind, HTML without its tags. */
function readableTexts(run: Run): string[] {
  const texts = new Reader(run);
  for (const part of leaves(run.message.root))
    if (part.type === "text" || part.mediaType === xhtml)
      texts.add(part, part.mediaType === xhtml || part.subtype === "html" ? htmlToText : (text) => text);
  return texts.found;
}

/** Parts of a media type, decoded: §5.2. "" is every type, `text` all of its subtypes; anything else that is no media type is none. */
function contentTexts(run: Run, wanted: string): string[] {
  if (wanted.startsWith("/") || wanted.endsWith("/") || wanted.split("/").length > 2) return [];
  return bodies(run, `content ${wanted}`, () => {
    const texts = new Reader(run);
    const isWanted = (part: Part): boolean => wanted === "" || wanted === part.type || wanted === part.mediaType;
    for (const part of all(run.message.root)) {
      if (!isWanted(part)) continue;
      if (part.children.length > 0) texts.addEnds(part);
      else if (part.message) texts.addHeader(part.message);
      else texts.add(part, (text) => text);
    }
    return texts.found;
  });
}

const xhtml = "application/xhtml+xml";

/** Takes texts out of a message as far as the limit allows. */
class Reader {
  readonly run: Run;
  readonly found: string[] = [];
  left: number;

  constructor(run: Run) {
    this.run = run;
    this.left = run.limits.bodyLength;
  }

  add(part: Part, change: (text: string) => string): void {
    if (this.left <= 0) return;
    const text = partTextStart(this.run.message.raw, part, this.left);
    this.run.spend(text.length);
    this.left -= text.length;
    this.found.push(change(text));
  }

  /** What stands before the first and after the last part of a multipart, without the lines between parts. §5.2 */
  addEnds(part: Part): void {
    const source = part.source ?? this.run.message.raw;
    const [first, last] = [part.children[0], part.children.at(-1)];
    if (!first || !last) return;
    this.addOctets(source.subarray(part.bodyStart, first.headerStart), /(?:^|\r?\n)--[^\n]*\n$/);
    this.addOctets(source.subarray(last.bodyEnd, part.bodyEnd), /^\r?\n--[^\n]*\n?/);
  }

  /** Of a message inside of the message, its header only: its body has parts of its own. §5.2 */
  addHeader(message: Part): void {
    const source = message.source ?? this.run.message.raw;
    this.addOctets(source.subarray(message.headerStart, message.headers.at(-1)?.end ?? message.headerStart));
  }

  private addOctets(octets: Buffer, without?: RegExp): void {
    if (this.left <= 0) return;
    const text = octets.subarray(0, this.left).toString("utf8");
    this.left -= text.length;
    this.found.push(without ? text.replace(without, "") : text);
  }
}

function* all(part: Part): Generator<Part> {
  yield part;
  for (const child of part.children) yield* all(child);
  if (part.message) yield* all(part.message);
}

function* leaves(root: Part): Generator<Part> {
  for (const part of all(root)) if (part.children.length === 0 && !part.message) yield part;
}
