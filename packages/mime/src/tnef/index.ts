import { safeFileName } from "../attachment-name.ts";
import { decodeBytes } from "../charset.ts";
import { codePageName } from "./code-page.ts";
import { decompressRtf } from "./lzfu.ts";
import { type Props, readProps, tag } from "./props.ts";
import { readRtf } from "./rtf.ts";

export interface TnefAttachment {
  name: string;
  /** Media type as the sender said, "application/octet-stream" when it did not. */
  type: string;
  contentId: string | null;
  content: Buffer;
}

/** What lies in a `winmail.dat`. */
export interface Tnef {
  text: string | null;
  html: string | null;
  attachments: TnefAttachment[];
}

const signature = 0x223e9f78;
const mostAttachments = 500;
const mostAttributes = 10_000;
const deepest = 3;
/** Attributes of MS-OXTNEF §2.1.3 that hold something to read. */
const attribute = {
  body: 0x0002800c,
  codePage: 0x00069007,
  message: 0x00069003,
  beginAttachment: 0x00069002,
  title: 0x00018010,
  data: 0x0006800f,
  attachment: 0x00069005,
} as const;
/** How PR_ATTACH_METHOD says that the content is a message, MS-OXCMSG §2.2.2.9. */
const embeddedMessage = 5;

/** Unpacks Microsoft's transport-neutral encapsulation (MS-OXTNEF); null when it is none. What is broken ends it where it breaks. */
export function readTnef(input: Buffer, depth = 0): Tnef | null {
  if (input.length < 6 || input.readUInt32LE(0) !== signature) return null;
  const result: Tnef = { text: null, html: null, attachments: [] };
  let charset = "windows-1252";
  let current: TnefAttachment | null = null;
  let pos = 6;
  for (let count = 0; count < mostAttributes && pos + 9 <= input.length; count++) {
    const id = input.readUInt32LE(pos + 1);
    const size = input.readUInt32LE(pos + 5);
    const end = pos + 9 + size;
    if (end > input.length) break;
    const data = input.subarray(pos + 9, end);
    pos = end + 2;
    switch (id) {
      case attribute.codePage:
        if (data.length >= 4) charset = codePageName(data.readUInt32LE(0));
        break;
      case attribute.body:
        result.text ??= textOf(data, charset);
        break;
      case attribute.message:
        readBodies(readProps(data), result, charset);
        break;
      case attribute.beginAttachment:
        if (result.attachments.length >= mostAttachments) return result;
        current = { name: "", type: "application/octet-stream", contentId: null, content: Buffer.alloc(0) };
        result.attachments.push(current);
        break;
      case attribute.title:
        if (current) current.name ||= textOf(data, charset);
        break;
      case attribute.data:
        if (current) current.content = data;
        break;
      case attribute.attachment:
        if (current) readAttachment(readProps(data), current, { charset, result, depth });
        break;
    }
  }
  result.attachments = result.attachments.filter(({ content }) => content.length > 0);
  for (const one of result.attachments) one.name = safeFileName(one.name) || "attachment.bin";
  return result;
}

function textOf(data: Buffer, charset: string): string {
  const end = data.indexOf(0);
  return decodeBytes(end < 0 ? data : data.subarray(0, end), charset);
}

/** HTML, else what the RTF was made from, else the RTF's text. */
function readBodies(props: Props, result: Tnef, charset: string): void {
  const body = props.get(tag.body);
  if (body) result.text ??= body.isUnicode ? utf16(body.data) : textOf(body.data, charset);
  const html = props.get(tag.html);
  const codePage = props.get(tag.internetCodePage)?.data;
  if (html) {
    const declared = codePage && codePage.length >= 4 ? codePageName(codePage.readUInt32LE(0)) : charset;
    result.html ??= html.isUnicode ? utf16(html.data) : decodeBytes(html.data, declared);
  }
  const packed = props.get(tag.rtfCompressed)?.data;
  const rtf = result.html === null && packed ? decompressRtf(packed) : null;
  if (!rtf) return;
  const read = readRtf(rtf);
  if ("html" in read) result.html = read.html;
  else result.text ??= read.text;
}

function readAttachment(
  props: Props,
  current: TnefAttachment,
  { charset, result, depth }: { charset: string; result: Tnef; depth: number },
): void {
  const text = (id: number): string | null => {
    const found = props.get(id);
    return found ? (found.isUnicode ? utf16(found.data) : textOf(found.data, charset)) : null;
  };
  current.name = text(tag.longFileName) ?? (current.name || (text(tag.fileName) ?? ""));
  const type = text(tag.mimeType)?.toLowerCase() ?? "";
  if (/^[!#-'*+\-.0-9a-z^-~]+\/[!#-'*+\-.0-9a-z^-~]+$/.test(type)) current.type = type;
  current.contentId = text(tag.contentId)?.replace(/^<|>$/g, "") || null;
  const content = props.get(tag.data);
  if (!content) return;
  const method = props.get(tag.method)?.data;
  const isMessage = method !== undefined && method.length >= 4 && method.readUInt32LE(0) === embeddedMessage;
  // An object begins with the id of its interface.
  const bytes = content.isObject ? content.data.subarray(16) : content.data;
  const inner = isMessage && depth < deepest ? readTnef(bytes, depth + 1) : null;
  if (!inner) {
    current.content = bytes;
    return;
  }
  // A message inside is given by its text and its files: it has no other form.
  const name = current.name.replace(/\.msg$/i, "") || "message";
  current.name = inner.html === null ? `${name}.txt` : `${name}.html`;
  current.type = inner.html === null ? "text/plain" : "text/html";
  current.content = Buffer.from(inner.html ?? inner.text ?? "", "utf8");
  result.attachments.push(...inner.attachments.slice(0, mostAttachments - result.attachments.length));
}

function utf16(data: Buffer): string {
  return data.toString("utf16le", 0, data.length & ~1).replace(/\0+$/, "");
}
