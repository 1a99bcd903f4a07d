import type { IncomingMessage, ServerResponse } from "node:http";
import { files } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { UploadMetadata } from "@carbyne/schemas";
import { readAll } from "../mail/uploads.ts";
import type { Ask } from "./ask.ts";

// The tus protocol 1.0.0: core, and its extensions creation, creation-with-upload, termination, expiration and checksum. https://tus.io/protocols/resumable-upload
const tus = { "tus-resumable": "1.0.0", "cache-control": "no-store" };
const extensions = "creation,creation-with-upload,termination,expiration,checksum";
const algorithms = ["sha1", "sha256", "md5"] as const;
const pieceType = "application/offset+octet-stream";

/** Where the uploads of a person lie, or those of the visitors of a link. */
type Based = { readonly base?: string };
type Known = Ask & Required<Based> & { readonly actor: Actor };

/** `POST /file-uploads` begins an upload; `OPTIONS` tells what is spoken. */
export async function answerUploads({ base = "/file-uploads", ...ask }: Ask & Based): Promise<void> {
  const { actor, request, response } = ask;
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  if (request.method === "OPTIONS") {
    response
      .writeHead(204, {
        ...tus,
        "tus-version": "1.0.0",
        "tus-extension": extensions,
        "tus-checksum-algorithm": algorithms.join(","),
      })
      .end();
    return;
  }
  if (!isSpoken(request, response)) return;
  if (request.method !== "POST") throw new Refusal("invalid", "method-unknown");
  await create({ ...ask, base, actor });
}

/** `HEAD`, `PATCH` and `DELETE /file-uploads/<id>`: where it stands, more of it, and the end of it. */
export async function answerUploadOne({ base = "/file-uploads", ...ask }: Ask & Based): Promise<void> {
  const { ctx, actor, url, request, response } = ask;
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  if (!isSpoken(request, response)) return;
  const id = /^\/([0-9a-f-]{36})$/.exec(url.pathname.slice(base.length))?.[1];
  if (!id) throw new Refusal("not-found", "upload-unknown");
  if (request.method === "HEAD") {
    const upload = await files.findUpload(ctx, actor, { id });
    response
      .writeHead(200, {
        ...tus,
        ...standOf(upload),
        "upload-length": upload.sizeBytes,
        "upload-expires": upload.expiresAt.toUTCString(),
      })
      .end();
  } else if (request.method === "PATCH") {
    await receive({ ...ask, base, actor }, id);
  } else if (request.method === "DELETE") {
    await files.cancelUpload(ctx, actor, { id });
    response.writeHead(204, tus).end();
  } else throw new Refusal("invalid", "method-unknown");
}

function isSpoken(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.headers["tus-resumable"] === "1.0.0") return true;
  response.writeHead(412, { ...tus, "tus-version": "1.0.0" }).end();
  return false;
}

/** How far it is, and what became of it once it is whole: for a client that goes on after the answer was lost. */
function standOf({ receivedBytes, nodeId }: files.Received): Record<string, string | number> {
  return { "upload-offset": receivedBytes, ...(nodeId === null ? {} : { "carbyne-node": nodeId }) };
}

const numberOf = (header: string | string[] | undefined): number =>
  typeof header === "string" && /^\d{1,15}$/.test(header) ? Number(header) : Number.NaN;

async function create({ ctx, actor, base, request, response }: Known): Promise<void> {
  const sizeBytes = numberOf(request.headers["upload-length"]);
  if (!Number.isSafeInteger(sizeBytes)) throw new Refusal("invalid", "upload-no-length");
  const metadata = UploadMetadata.safeParse(readMetadata(request.headers["upload-metadata"]));
  if (!metadata.success) throw new Refusal("invalid", "upload-no-name");
  const { filename: name, parentid: parentId = null, whentaken: whenTaken } = metadata.data;
  const hasBody = request.headers["content-type"] === pieceType;
  const file = { parentId, name, sizeBytes, whenTaken };
  const isSummed = request.headers["upload-checksum"] !== undefined;
  if (
    hasBody &&
    !isSummed &&
    sizeBytes <= files.smallBytes &&
    numberOf(request.headers["content-length"]) === sizeBytes
  ) {
    const { nodeId } = await files.putSmallFile(ctx, actor, { ...file, data: await readAll(request, sizeBytes) });
    const location = `${base}/${nodeId}`;
    response.writeHead(201, { ...tus, ...standOf({ receivedBytes: sizeBytes, nodeId }), location }).end();
    return;
  }
  const checksum = checksumOf(request);
  const upload = await files.beginUpload(ctx, actor, file);
  const { id, expiresAt } = upload;
  const stop = () => request.destroy();
  const received =
    hasBody || sizeBytes === 0
      ? await files.receiveUpload(ctx, actor, { id, at: 0, pieces: request, stop, checksum })
      : upload;
  response
    .writeHead(201, {
      ...tus,
      ...standOf(received),
      location: `${base}/${id}`,
      "upload-expires": expiresAt.toUTCString(),
    })
    .end();
}

async function receive({ ctx, actor, request, response }: Known, id: string): Promise<void> {
  if (request.headers["content-type"] !== pieceType) {
    response.writeHead(415, tus).end();
    return;
  }
  const at = numberOf(request.headers["upload-offset"]);
  if (!Number.isSafeInteger(at)) throw new Refusal("invalid", "upload-gap");
  const stop = () => request.destroy();
  const checksum = checksumOf(request);
  try {
    const received = await files.receiveUpload(ctx, actor, { id, at, pieces: request, stop, checksum });
    response.writeHead(204, { ...tus, ...standOf(received) }).end();
  } catch (error) {
    // Nobody is there any more to be told; what came is kept.
    if (!request.complete && !(error instanceof Refusal)) response.destroy();
    // "Checksum Mismatch", a status of the protocol's own.
    else if (error instanceof Refusal && error.reason === "upload-checksum") response.writeHead(460, tus).end();
    else throw error;
  }
}

/** `Upload-Checksum`: the name of a hash, and what it must come to, in base64. */
function checksumOf(request: IncomingMessage): files.Checksum | undefined {
  const header = request.headers["upload-checksum"];
  if (header === undefined) return undefined;
  const [name, value = ""] = String(header).trim().split(" ");
  const algorithm = algorithms.find((one) => one === name);
  const digest = Buffer.from(value, "base64");
  if (!algorithm || digest.length === 0) throw new Refusal("invalid", "upload-checksum");
  return { algorithm, digest };
}

/** Pairs of a name and a value in base64, the names in lower case; what cannot be read is left out. */
function readMetadata(header: string | string[] | undefined): Record<string, string> {
  const pairs = (typeof header === "string" ? header : "").split(",").map((pair) => pair.trim().split(" "));
  return Object.fromEntries(
    pairs.map(([name = "", value = ""]) => [name.toLowerCase(), Buffer.from(value, "base64").toString("utf8")]),
  );
}
