import type { IncomingMessage, ServerResponse } from "node:http";

/** What is read: the words that are shared come first, files after them (Web Share Target §4.2). */
const mostReadBytes = 262_144;
/** What is let go by, so that the browser gets to hear the answer. */
const mostBytes = 268_435_456;
/** An address is sent in a head of a request, which is bounded. */
const mostQuery = 8000;

/**
 * `POST /share`: what other programs of a device share comes here only when the worker that would take it is not there. Nothing is kept and nothing is
 * asked of anybody: the words go on to a new message, which is told what was lost.
 */
export async function answerShare({
  request,
  response,
}: {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}): Promise<void> {
  const { head, isCut } = await headOf(request);
  const shared = readShared(head, request.headers["content-type"] ?? "");
  const query = queryOf(shared.fields, shared.hasFiles || isCut);
  response.writeHead(303, {
    location: `/mail/compose/new${query === "" ? "" : `?${query}`}`,
    "cache-control": "no-store",
  });
  response.end();
}

async function headOf(request: IncomingMessage): Promise<{ head: Buffer; isCut: boolean }> {
  const chunks: Buffer[] = [];
  let [kept, seen] = [0, 0];
  for await (const chunk of request as AsyncIterable<Buffer>) {
    seen += chunk.length;
    if (seen > mostBytes) break;
    if (kept >= mostReadBytes) continue;
    const part = chunk.subarray(0, mostReadBytes - kept);
    chunks.push(part);
    kept += part.length;
  }
  return { head: Buffer.concat(chunks), isCut: seen > mostReadBytes };
}

export type Shared = { readonly fields: ReadonlyMap<string, string>; readonly hasFiles: boolean };

/** The words in the beginning of a form, and whether it has files. multipart/form-data, RFC 7578 §4; a part that has no end is not taken. */
export function readShared(head: Buffer, contentType: string): Shared {
  const fields = new Map<string, string>();
  const [, quoted, plain] =
    /^multipart\/form-data\b.{0,200}?;\s*boundary=(?:"([^"]{1,70})"|([^\s";]{1,70}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return { fields, hasFiles: false };
  let hasFiles = false;
  const parts = `\r\n${head.toString("latin1")}`.split(`\r\n--${boundary}`);
  for (const [at, part] of parts.entries()) {
    const end = part.indexOf("\r\n\r\n");
    if (at === 0 || end === -1) continue;
    const disposition = /^content-disposition:[^\r\n]*/im.exec(part.slice(0, Math.min(end, 2000)))?.[0] ?? "";
    const name = /\bname="(title|text|url)"/.exec(disposition)?.[1];
    // A field for files that was left empty is a file without a name and without bytes.
    if (/\bfilename\*?=/.test(disposition)) hasFiles ||= part.length > end + 4;
    else if (name !== undefined && at < parts.length - 1)
      fields.set(name, Buffer.from(part.slice(end + 4), "latin1").toString("utf8"));
  }
  return { fields, hasFiles };
}

function queryOf(fields: Shared["fields"], hasFiles: boolean): string {
  const of = (name: string) => (fields.get(name) ?? "").replace(/\0/g, "").trim();
  const title = fitting(of("title"), 1000);
  const body = [of("text"), of("url")].filter((part) => part !== "").join("\n");
  const text = fitting(body, mostQuery);
  const lost = [hasFiles ? "files" : "", text === body ? "" : "text"].filter((one) => one !== "");
  const query = new URLSearchParams();
  if (title !== "") query.set("subject", title);
  if (text !== "") query.set("body", text);
  if (lost.length > 0) query.set("lost", lost.join("-"));
  return query.toString();
}

/** As much of a text as fits into an address once it is written for one. */
function fitting(text: string, most: number): string {
  let length = 0;
  let end = 0;
  for (const character of text.toWellFormed()) {
    length += encodeURIComponent(character).length;
    if (length > most) break;
    end += character.length;
  }
  return text.toWellFormed().slice(0, end);
}
