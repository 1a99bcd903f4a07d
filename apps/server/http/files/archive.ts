import { files } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { centralHead, localHead, type ZipHead, zipEnd } from "@carbyne/mailbox-files";
import { contentDisposition } from "../mail/content-disposition.ts";
import type { Ask } from "./ask.ts";
import { sendPieces } from "./send-pieces.ts";

const mostIds = 1000;

/** `GET /files/archive?id=…&id=…`: entries with all that lies in them as one archive, which is made while it is sent. */
export async function answerArchive({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const ids = url.searchParams.getAll("id");
  if (ids.length === 0 || ids.length > mostIds) throw new Refusal("invalid", "node-unknown");
  await sendArchive({ request, response }, await files.archiveEntries(ctx, actor, { ids }));
}

/** Sends entries as one archive. */
export async function sendArchive(
  { request, response }: Pick<Ask, "request" | "response">,
  { name, entries }: { readonly name: string; readonly entries: readonly files.ArchiveEntry[] },
): Promise<void> {
  response.writeHead(200, {
    "content-type": "application/zip",
    "content-length": lengthOf(entries),
    "content-disposition": contentDisposition(`${name || "files"}.zip`, "application/zip", "attachment"),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  if (request.method === "HEAD") response.end();
  else await sendPieces(response, zip(entries));
}

function headOf({ path: name, changedAt: date, sizeBytes, crc }: files.ArchiveEntry): ZipHead {
  return { name, date, crc, packing: "none", packedBytes: sizeBytes, sizeBytes };
}

/** Nothing is packed, so that the length is known: most of what is large is packed already. */
function lengthOf(entries: readonly files.ArchiveEntry[]): number {
  let at = 0;
  let central = 0;
  for (const entry of entries) {
    const head = headOf(entry);
    central += centralHead(head, { at }).length;
    at += localHead(head).length + entry.sizeBytes;
  }
  return at + central + zipEnd({ count: entries.length, at, sizeBytes: central }).length;
}

async function* zip(entries: readonly files.ArchiveEntry[]): AsyncGenerator<Buffer> {
  const central: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const head = headOf(entry);
    const local = localHead(head);
    central.push(centralHead(head, { at }));
    at += local.length + entry.sizeBytes;
    yield local;
    yield* entry.read();
  }
  const list = Buffer.concat(central);
  yield Buffer.concat([list, zipEnd({ count: central.length, at, sizeBytes: list.length })]);
}
