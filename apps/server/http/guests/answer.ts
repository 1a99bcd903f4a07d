import type { IncomingMessage, ServerResponse } from "node:http";
import { chat, documents, files } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { EnterRoom } from "@carbyne/schemas";
import type { App } from "../../app.ts";
import { sendContent } from "../files/content.ts";
import { answerUploadOne, answerUploads } from "../files/uploads.ts";
import { hideLink } from "../links/answer.ts";
import { readAll } from "../mail/uploads.ts";
import { answerPreview, waitMs, wantOf } from "../previews.ts";
import { answerJson } from "../refusals.ts";
import type { Peer } from "../request.ts";
import { placedCookie } from "../session.ts";
import { answerTrpc } from "../trpc.ts";
import { guestCookieName, guestOf } from "./guest-of.ts";

type Ask = {
  readonly app: App;
  readonly peer: Peer;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

const route =
  /^(\/r\/([\w-]{32})\/)(about|enter|leave|documents\/[0-9a-f-]{36}(?:\/text)?|trpc\/[\w.,]+|uploads(?:\/[0-9a-f-]{36})?|files\/[0-9a-f-]{36}\/(?:content|preview(?:\.json|\.pdf)?))$/;
const mostNameBytes = 8192;
const monthSeconds = 30 * 86_400;

/** Whether a path asks for something that an invitation leads to, and not for its page. */
export const isGuestPath = (path: string): boolean => route.test(path);

/** Whether it is the page of an invitation. */
export const isGuestPage = (target: string): boolean => target.startsWith("/r/");

/** Everything below `/r/<token>/`: who has that address comes in under a name, and then is a guest of that one room. */
export async function answerGuest(ask: Ask): Promise<void> {
  const { app, peer, url, request, response } = ask;
  const [, base = "", token = "", rest = ""] = route.exec(url.pathname) ?? [];
  hideLink(response);
  const actor = await guestOf(app.ctx, { token, request, peer });
  if (rest === "about") {
    refuseOtherThan("GET", request);
    return answerJson(response, 200, await chat.aboutInvite(app.ctx, { token, actor }));
  }
  if (rest === "enter") return enter(ask, { token, base });
  if (!actor) throw new Refusal("unauthenticated", "invite-enter-first");
  if (rest.startsWith("trpc/")) return answerCalls(ask, { actor, path: rest.slice("trpc/".length) });
  const visit = { ctx: app.ctx, actor, url, request, response, base: `${base}uploads` };
  if (rest === "uploads") return answerUploads(visit);
  if (rest.startsWith("uploads/")) return answerUploadOne(visit);
  if (rest === "leave") {
    refuseOtherThan("POST", request);
    await chat.leaveAsGuest(app.ctx, actor);
    return answerJson(response, 200, {});
  }
  refuseOtherThan("GET", request);
  if (rest.startsWith("documents/")) return answerDocument(ask, { actor, rest });
  return answerFile(ask, { actor, rest });
}

function refuseOtherThan(method: "GET" | "POST", request: IncomingMessage): void {
  if (request.method !== method && !(method === "GET" && request.method === "HEAD"))
    throw new Refusal("invalid", "method-unknown");
}

async function enter({ app, peer, request, response }: Ask, { token, base }: { token: string; base: string }) {
  refuseOtherThan("POST", request);
  const { data } = EnterRoom.safeParse(readJson((await readAll(request, mostNameBytes)).toString()));
  const { secret } = await chat.enterRoom(app.ctx, { token, name: data?.name ?? "", ip: peer.ip });
  const place = { path: base, seconds: monthSeconds, isSecure: peer.isSecure };
  response.setHeader("set-cookie", placedCookie(guestCookieName(peer), secret, place));
  answerJson(response, 200, {});
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The procedures of the chat and of meetings, and no others; which of them are for guests is the domain's to say. */
async function answerCalls({ app, peer, request, response }: Ask, { actor, path }: { actor: Actor; path: string }) {
  if (!path.split(",").every((name) => /^(?:chat|meetings)\./.test(name)))
    throw new Refusal("not-found", "page-unknown");
  await answerTrpc(app, peer, { request, response, path, actor });
}

async function answerDocument({ app, response }: Ask, { actor, rest }: { actor: Actor; rest: string }) {
  const [, id = "", what] = rest.split("/");
  const ask = what === "text" ? documents.readDocument : documents.getDocument;
  answerJson(response, 200, await ask(app.ctx, actor, { id }));
}

async function answerFile({ app, url, request, response }: Ask, { actor, rest }: { actor: Actor; rest: string }) {
  const [, id = "", what = ""] = rest.split("/");
  if (what === "content")
    return sendContent({ url, request, response }, await files.openGuestContent(app.ctx, actor, { id }));
  answerPreview({ request, response }, await files.previewGuestFile(app.ctx, actor, { id, want: wantOf(url), waitMs }));
}
