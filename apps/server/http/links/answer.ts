import type { IncomingMessage, ServerResponse } from "node:http";
import { type Context, documents, files } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { LinkCode, LinkNodeQuery, LinkVisitorName } from "@carbyne/schemas";
import { sendPicture } from "../documents/pictures.ts";
import { sendArchive } from "../files/archive.ts";
import { sendContent } from "../files/content.ts";
import { answerUploadOne, answerUploads } from "../files/uploads.ts";
import { readAll } from "../mail/uploads.ts";
import { answerPreview, waitMs, wantOf } from "../previews.ts";
import { answerJson } from "../refusals.ts";
import type { Peer } from "../request.ts";
import { actorOf, cookieOf, placedCookie } from "../session.ts";
import { linkCookie, visitorAt } from "./visitor.ts";

type Ask = {
  readonly ctx: Context;
  readonly peer: Peer;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

/** A request by a link, with who came by it. */
type Visit = Ask & {
  readonly actor: Actor;
  /** Where all of the link lies, with a slash at its end. */
  readonly base: string;
  /** What of it is asked for. */
  readonly rest: string;
};

const route =
  /^(\/s\/([\w-]{32})\/)(about|code|enter|join|node|archive|documents\/[0-9a-f-]{36}(?:\/text|\/pictures\/[0-9a-f-]{36})?|uploads(?:\/[0-9a-f-]{36})?|files\/[0-9a-f-]{36}\/[a-z.]+)$/;
const onFile = /^files\/([0-9a-f-]{36})\/(content|preview(?:\.json|\.pdf)?)$/;
const mostCodeBytes = 4096;
const mostNameBytes = 8192;
const daySeconds = 86_400;

/** Whether a path asks for something that a link leads to, and not for its page. */
export const isLinkPath = (path: string): boolean => route.test(path);

/** Whether it is the page of a link. */
export const isLinkPage = (target: string): boolean => target.startsWith("/s/");

/** Keeps the address of a link out of what other servers are told, and out of search engines. */
export function hideLink(response: ServerResponse): void {
  response.setHeader("referrer-policy", "no-referrer");
  response.setHeader("x-robots-tag", "noindex, nofollow");
}

/** Everything below `/s/<token>/`, for whoever has that address. */
export async function answerLink(ask: Ask): Promise<void> {
  const { ctx, peer, url, request, response } = ask;
  const [, base = "", token = "", rest = ""] = route.exec(url.pathname) ?? [];
  hideLink(response);
  if (rest === "code") return takeCode(ask, { token, base });
  const actor = await visitorAt(ctx, { token, request, peer });
  const visit = { ...ask, actor, base, rest };
  if (rest === "uploads") return answerUploads({ ...visit, base: `${base}uploads` });
  if (rest.startsWith("uploads/")) return answerUploadOne({ ...visit, base: `${base}uploads` });
  if (rest === "join") return join(visit);
  if (rest === "enter") return enter(visit);
  if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal("invalid", "method-unknown");
  if (rest === "about") return answerJson(response, 200, await files.aboutLink(ctx, actor, { ip: peer.ip }));
  if (rest === "node") return answerNode(visit);
  if (rest.startsWith("documents/")) return answerDocument(visit);
  return rest === "archive" ? answerArchive(visit) : answerFile(visit);
}

async function takeCode(
  { ctx, peer, request, response }: Ask,
  { token, base }: { token: string; base: string },
): Promise<void> {
  if (request.method !== "POST") throw new Refusal("invalid", "method-unknown");
  const { data } = LinkCode.safeParse(readJson((await readAll(request, mostCodeBytes)).toString()));
  if (!data) throw new Refusal("invalid", "link-code-wrong");
  const pass = await files.giveCode(ctx, { token, code: data.code, ip: peer.ip });
  const place = { path: base, seconds: daySeconds, isSecure: peer.isSecure };
  response.setHeader("set-cookie", placedCookie(linkCookie("pass", peer), pass, place));
  answerJson(response, 200, {});
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("invalid", "link-code-wrong");
  }
}

/** Who is signed in takes what the link offers. */
async function join({ ctx, actor, peer, request, response }: Visit): Promise<void> {
  if (request.method !== "POST") throw new Refusal("invalid", "method-unknown");
  const person = await actorOf(ctx, request, peer);
  if (!person) throw new Refusal("unauthenticated", "sign-in-needed");
  answerJson(response, 200, await files.joinLink(ctx, person, actor));
}

/** Who has no account says a name, under which others see them in documents. */
async function enter({ ctx, actor, base, peer, request, response }: Visit): Promise<void> {
  if (request.method !== "POST") throw new Refusal("invalid", "method-unknown");
  const { data } = LinkVisitorName.safeParse(readJson((await readAll(request, mostNameBytes)).toString()));
  const { secret } = await files.nameVisitor(ctx, actor, { name: data?.name ?? "", ip: peer.ip });
  const place = { path: base, seconds: 30 * daySeconds, isSecure: peer.isSecure };
  response.setHeader("set-cookie", placedCookie(linkCookie("visitor", peer), secret, place));
  answerJson(response, 200, {});
}

async function answerDocument({ ctx, actor, request, response, rest }: Visit): Promise<void> {
  const [, id = "", what, pictureId = ""] = rest.split("/");
  if (what === "pictures")
    return sendPicture(await documents.openPicture(ctx, actor, { id, pictureId }), { request, response });
  const ask = what === "text" ? documents.readDocument : documents.getDocument;
  answerJson(response, 200, await ask(ctx, actor, { id }));
}

async function answerNode({ ctx, actor, url, response }: Visit): Promise<void> {
  const { data } = LinkNodeQuery.safeParse(Object.fromEntries(url.searchParams));
  if (!data) throw new Refusal("not-found", "node-unknown");
  answerJson(response, 200, await files.openLinkNode(ctx, actor, data));
}

async function answerFile(visit: Visit): Promise<void> {
  const { ctx, actor, url, request, response, rest } = visit;
  const [, id, what] = onFile.exec(rest) ?? [];
  if (id === undefined) throw new Refusal("not-found", "page-unknown");
  if (what !== "content")
    return answerPreview(
      { request, response },
      await files.previewLinkFile(ctx, actor, { id, want: wantOf(url), waitMs }),
    );
  const { content, receipt } = await files.openLinkContent(ctx, actor, { id, ...fetchedBy(visit) });
  giveReceipt(visit, receipt);
  await sendContent({ url, request, response }, content);
}

async function answerArchive(visit: Visit): Promise<void> {
  const { ctx, actor, url } = visit;
  const id = url.searchParams.get("id");
  const { receipt, ...archive } = await files.linkArchive(ctx, actor, { id, ...fetchedBy(visit) });
  giveReceipt(visit, receipt);
  await sendArchive(visit, archive);
}

function fetchedBy({ peer, request }: Visit) {
  return { ip: peer.ip, isLook: request.method === "HEAD", receipt: cookieOf(request, linkCookie("receipt", peer)) };
}

/** Each file keeps its own receipt, so that the stretches of one download are counted once. */
function giveReceipt({ peer, url, response }: Visit, receipt: string | null): void {
  if (receipt === null) return;
  const place = { path: url.pathname, seconds: 3600, isSecure: peer.isSecure };
  response.setHeader("set-cookie", placedCookie(linkCookie("receipt", peer), receipt, place));
}
