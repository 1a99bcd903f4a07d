import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Context, transfers } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { piecesOf } from "@carbyne/mailbox-files";
import { answerJson } from "../refusals.ts";
import { contentDisposition } from "./content-disposition.ts";
import { readAll } from "./uploads.ts";

type Ask = {
  readonly ctx: Context;
  readonly actor: Actor | null;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

/** `POST /transfers/<id>?at=…` with a piece of the file as body; answers how much of it is there, which is where to go on after a break. */
export async function answerTransferPiece({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const id = /^\/transfers\/([0-9a-f-]{36})$/.exec(url.pathname)?.[1];
  if (!id) throw new Refusal("not-found", "transfer-unknown");
  const at = Number(/^\d{1,15}$/.exec(url.searchParams.get("at") ?? "")?.[0] ?? Number.NaN);
  if (!Number.isSafeInteger(at)) throw new Refusal("invalid", "transfer-gap");
  const data = await readAll(request, transfers.pieceBytes);
  answerJson(response, 200, await transfers.receivePiece(ctx, actor, { id, at, data }));
}

/** `GET /transfers/<id>/file`: the archive of an export; a download that broke off can be gone on with (RFC 9110 §14.2). */
export async function answerTransferFile({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const id = /^\/transfers\/([0-9a-f-]{36})\/file$/.exec(url.pathname)?.[1];
  if (!id) throw new Refusal("not-found", "transfer-unknown");
  const { name, file } = await transfers.openExport(ctx, actor, { id });
  try {
    const { sizeBytes } = file;
    const range = rangeOf(request.headers.range, sizeBytes);
    const [from, end] = range ?? [0, sizeBytes];
    response.writeHead(range ? 206 : 200, {
      "content-type": "application/zip",
      "content-length": end - from,
      "content-disposition": contentDisposition(name, "application/zip", "attachment"),
      "accept-ranges": "bytes",
      // What is made never changes: its id names it.
      etag: `"${id}"`,
      ...(range ? { "content-range": `bytes ${from}-${end - 1}/${sizeBytes}` } : {}),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
    if (request.method === "HEAD") response.end();
    else await pipeline(Readable.from(piecesOf(file, from, end)), response);
  } finally {
    await file.close();
  }
}

/** A single range of bytes, from its first to behind its last; null for all, which is the right answer to what is not understood. */
function rangeOf(header: string | undefined, sizeBytes: number): [number, number] | null {
  const [, first = "", last = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return null;
  const from = first === "" ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
  return from < end ? [from, end] : null;
}
