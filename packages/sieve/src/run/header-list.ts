import { decodeWords } from "@carbyne/mime";
import type { SieveMessage } from "../message.ts";
import type { HeaderEdits } from "./outcome.ts";

/** One field as tests see it. */
export interface Field {
  readonly name: string;
  /** Unfolded, encoded-words as they are. */
  readonly written: string;
  /** Where it stands in the message's own header; null for one that the script added. */
  readonly place: number | null;
}

/** The header of a message with what the script did to it. Tests that come later see it changed, RFC 5293 §3. */
export class HeaderList {
  readonly message: SieveMessage;
  /** Own fields in order, by lower-case name; made when a name is asked for. */
  readonly own = new Map<string, readonly Field[]>();
  readonly removed = new Set<number>();
  first: Field[] = [];
  last: Field[] = [];
  /** Edits so far as actions take them along; null until there is one. */
  edits: HeaderEdits | null = null;

  constructor(message: SieveMessage) {
    this.message = message;
  }

  /** Fields of a name, topmost first. */
  fields(name: string): readonly Field[] {
    const key = name.toLowerCase();
    const isNamed = (field: Field): boolean => field.name.toLowerCase() === key;
    const own = this.ownFields(key);
    if (this.edits === null) return own;
    const left = own.filter(({ place }) => place === null || !this.removed.has(place));
    return [...this.first.filter(isNamed), ...left, ...this.last.filter(isNamed)];
  }

  private ownFields(key: string): readonly Field[] {
    const known = this.own.get(key);
    if (known) return known;
    const written = this.message.root.all(key);
    const places = this.message.root.headers.flatMap((header, place) => (header.key === key ? [place] : []));
    const fields = places.map((place, index) => ({ name: key, written: written[index] ?? "", place }));
    this.own.set(key, fields);
    return fields;
  }

  add(name: string, value: string, isLast: boolean): void {
    const field = { name, written: value, place: null };
    if (isLast) this.last.push(field);
    else this.first.unshift(field);
    this.note();
  }

  remove(fields: readonly Field[]): void {
    if (fields.length === 0) return;
    const gone = new Set(fields);
    for (const { place } of fields) if (place !== null) this.removed.add(place);
    this.first = this.first.filter((field) => !gone.has(field));
    this.last = this.last.filter((field) => !gone.has(field));
    this.note();
  }

  /** An action holds the edits up to its own place in the script, so each change makes a new value. */
  private note(): void {
    const plain = ({ name, written }: Field) => ({ name, value: written });
    this.edits = {
      removed: [...this.removed].sort((a, b) => a - b),
      first: this.first.map(plain),
      last: this.last.map(plain),
    };
  }
}

/** The text of a field: encoded-words decoded, white space around it gone. RFC 5228 §2.4.2.2. */
export function fieldText({ written, place }: Field): string {
  return (place === null ? written : decodeWords(written)).trim();
}
