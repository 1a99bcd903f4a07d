import { decodeBody, parseMessage, type Part, partAt, readSection } from "@carbyne/mime";
import type { FetchRow } from "../backend.ts";
import type { MailboxView } from "../mailbox-view.ts";
import { dateTime, flagList } from "../wire/encoder.ts";
import type { Output } from "../wire/output.ts";
import type { Item, Partial, SimpleItem } from "./items.ts";

/** Part encodings that we can undo, and those that are none. RFC 2045 §6. */
const knownEncodings = new Set("7bit 8bit binary base64 quoted-printable x-uuencode uuencode x-uue uue".split(" "));

/** Writes the FETCH response of one message; false when a part's encoding is not known (RFC 3516 §4.3). */
export function writeRow(
  out: Output,
  { view, index, items, row }: { view: MailboxView; index: number; items: readonly Item[]; row: FetchRow | undefined },
): boolean {
  const message = row?.raw ? new Message(row.raw) : undefined;
  let isKnown = true;
  out.write(`* ${index + 1} FETCH (`);
  for (const [position, item] of items.entries()) {
    if (position > 0) out.write(" ");
    switch (item.kind) {
      case "section":
        out.write(`${item.label} `);
        writeLiteral(out, cut(withoutNul(message?.section(item.section) ?? null), item.partial));
        break;
      case "binary":
      case "binary-size": {
        const content = message?.decoded(item.path) ?? null;
        if (content === "unknown-encoding") isKnown = false;
        const bytes = content === "unknown-encoding" ? null : content;
        if (item.kind === "binary-size") out.write(`${item.label} ${bytes?.length ?? 0}`);
        else {
          out.write(`${item.label} `);
          writeLiteral(out, cut(bytes, item.partial));
        }
        break;
      }
      case "simple":
        writeSimple(out, item.name, { view, index, row });
    }
  }
  out.write(")\r\n");
  return isKnown;
}

function writeSimple(
  out: Output,
  name: SimpleItem,
  { view, index, row }: { view: MailboxView; index: number; row: FetchRow | undefined },
): void {
  switch (name) {
    case "UID":
      return out.write(`UID ${view.uidAt(index)}`);
    case "FLAGS":
      return out.write(`FLAGS ${flagList(view.flagsAt(index))}`);
    case "MODSEQ":
      return out.write(`MODSEQ (${view.modseqAt(index)})`);
    case "INTERNALDATE":
      return out.write(`INTERNALDATE ${row ? dateTime(row.internalDate) : "NIL"}`);
    case "RFC822.SIZE":
      return out.write(`RFC822.SIZE ${row?.sizeBytes ?? 0}`);
    case "EMAILID":
      return out.write(`EMAILID (${row?.emailId ?? ""})`);
    case "THREADID":
      return out.write(row?.threadId ? `THREADID (${row.threadId})` : "THREADID NIL");
    case "SAVEDATE":
      return out.write(`SAVEDATE ${row ? dateTime(row.savedAt) : "NIL"}`);
    case "ENVELOPE":
      return writeWire(out, "ENVELOPE ", row?.envelope);
    case "BODY":
      return writeWire(out, "BODY ", row?.body);
    case "BODYSTRUCTURE":
      return writeWire(out, "BODYSTRUCTURE ", row?.bodyStructure);
  }
}

function writeWire(out: Output, label: string, bytes: Buffer | undefined): void {
  out.write(label);
  out.writeBytes(bytes ?? nil);
}
const nil = Buffer.from("NIL");

/** An nstring, a literal8 where NUL is inside. Empty is "", which every client reads. */
function writeLiteral(out: Output, bytes: Buffer | null): void {
  if (bytes === null) return out.write("NIL");
  if (bytes.length === 0) return out.write('""');
  out.write(`${bytes.includes(0) ? "~" : ""}{${bytes.length}}\r\n`);
  out.writeBytes(bytes);
}

/** NUL may be in mail that came by SMTP but in no literal; 0x80 in its place keeps all counts right. RFC 9051 §4.3. */
function withoutNul(bytes: Buffer | null): Buffer | null {
  if (!bytes?.includes(0)) return bytes;
  return Buffer.from(bytes.map((byte) => (byte === 0 ? 0x80 : byte)));
}

/** Partial octets; past the end there are none. RFC 9051 §6.4.5, BODY[…]<…>. */
function cut(bytes: Buffer | null, partial: Partial | null): Buffer | null {
  return bytes && partial ? bytes.subarray(partial.offset, partial.offset + partial.length) : bytes;
}

/** A message that is parsed when the first section needs it. */
class Message {
  readonly #raw: Buffer;
  #root: Part | undefined;

  constructor(raw: Buffer) {
    this.#raw = raw;
  }

  get root(): Part {
    this.#root ??= parseMessage(this.#raw);
    return this.#root;
  }

  section(section: Parameters<typeof readSection>[2]): Buffer | null {
    if (section.kind === "full" && section.path.length === 0) return this.#raw;
    return readSection(this.#raw, this.root, section);
  }

  /** A part with its transfer encoding undone; without a path the whole message, which has none. RFC 3516 §4.2. */
  decoded(path: readonly number[]): Buffer | "unknown-encoding" | null {
    if (path.length === 0) return this.#raw;
    const part = partAt(this.root, path);
    if (!part) return null;
    return knownEncodings.has(part.encoding) ? decodeBody(this.#raw, part) : "unknown-encoding";
  }
}
