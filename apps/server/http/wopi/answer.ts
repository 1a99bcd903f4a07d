import type { IncomingMessage, ServerResponse } from "node:http";
import { type Context, wopi } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import { sendPieces } from "../files/send-pieces.ts";
import { answerJson } from "../refusals.ts";

type Ask = {
  readonly ctx: Context;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};
type Office = Ask & { readonly file: wopi.OfficeFile };

const route = /^\/wopi\/files\/([0-9a-f-]{36})(\/contents)?$/;
const longestLock = 1024;

/** Whether an office program asks for a file. */
export const isWopiPath = (path: string): boolean => route.test(path);

/** Everything below `/wopi/files/`, [MS-WOPI] §3.3.5.1 and §3.3.5.3, for whoever has a token of the file. */
export async function answerWopi(ask: Ask): Promise<void> {
  const { ctx, url, request, response } = ask;
  const [, nodeId = "", contents] = route.exec(url.pathname) ?? [];
  response.setHeader("cache-control", "no-store");
  const office = { ...ask, file: await wopi.enterOffice(ctx, { token: tokenOf(url, request), nodeId }) };
  const override = headerOf(request, "x-wopi-override");
  if (request.method === "GET") {
    if (contents) return sendFile(office);
    return answerJson(response, 200, await wopi.checkFileInfo(ctx, office.file));
  }
  if (request.method !== "POST") throw new Refusal("invalid", "method-unknown");
  if (contents) return override === "PUT" ? takeFile(office) : answerUnknown(response);
  if (override === "GET_LOCK") return answerLock(response, 200, await wopi.getLock(ctx, office.file));
  if (override === "LOCK" || override === "UNLOCK" || override === "REFRESH_LOCK") return changeLock(office, override);
  return answerUnknown(response);
}

function tokenOf(url: URL, { headers }: IncomingMessage): string {
  return url.searchParams.get("access_token") ?? /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
}

function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : "";
}

async function sendFile({ ctx, file, request, response }: Office): Promise<void> {
  const { sizeBytes, read, versionId } = await wopi.getFile(ctx, file);
  const most = Number(headerOf(request, "x-wopi-maxexpectedsize") || Number.POSITIVE_INFINITY);
  if (sizeBytes > most) {
    response.writeHead(412).end();
    return;
  }
  response.writeHead(200, {
    "content-type": "application/octet-stream",
    "content-length": sizeBytes,
    "x-wopi-itemversion": versionId,
  });
  await sendPieces(response, read());
}

async function takeFile({ ctx, file, request, response }: Office): Promise<void> {
  const said = Number(request.headers["content-length"]);
  const done = await wopi.putFile(ctx, file, {
    lock: lockIn(request, "x-wopi-lock"),
    pieces: request,
    sizeBytes: Number.isSafeInteger(said) ? said : null,
    // Collabora says which savings nobody asked for, under its newer name and its older one.
    isAutomatic: ["x-cool-wopi-isautosave", "x-lool-wopi-isautosave"].some(
      (name) => headerOf(request, name) === "true",
    ),
  });
  if (!done.isDone) return answerLock(response, 409, done.lock);
  response.setHeader("x-wopi-itemversion", done.versionId);
  answerJson(response, 200, {});
}

async function changeLock({ ctx, file, request, response }: Office, verb: wopi.LockVerb): Promise<void> {
  const lock = lockIn(request, "x-wopi-lock");
  if (lock === "") throw new Refusal("invalid", "invalid");
  const done = await wopi.changeLock(ctx, file, { verb, lock, old: lockIn(request, "x-wopi-oldlock") });
  if (!done.isDone) return answerLock(response, 409, done.lock);
  answerJson(response, 200, {});
}

/** A lock is up to 1,024 characters of ASCII. */
function lockIn(request: IncomingMessage, name: string): string {
  const lock = headerOf(request, name);
  if (lock.length > longestLock || !/^[\x20-\x7e]*$/.test(lock)) throw new Refusal("invalid", "invalid");
  return lock;
}

function answerLock(response: ServerResponse, code: 200 | 409, lock: string): void {
  response.setHeader("x-wopi-lock", lock);
  answerJson(response, code, {});
}

/** What is not done here is said so, and no fault. */
function answerUnknown(response: ServerResponse): void {
  answerJson(response, 501, {});
}
