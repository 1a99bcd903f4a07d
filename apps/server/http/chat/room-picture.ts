import { chat } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import type { Ask } from "../files/ask.ts";
import { readAll } from "../mail/uploads.ts";
import { answerJson } from "../refusals.ts";

const one = /^\/chat\/([0-9a-f-]{36})\/picture\/([0-9a-f]{16})$/;
const all = /^\/chat\/([0-9a-f-]{36})\/picture$/;
const day = 86_400;

/** Whether a path asks for the picture of a room. */
export const isRoomPicture = (path: string): boolean => one.test(path);

/** Whether a path is where a picture is given to a room. */
export const isRoomPicturing = (path: string): boolean => all.test(path);

/** `GET /chat/<room>/picture/<picture>`: for who is in the room, and of public channels for all of the domain. */
export async function answerRoomPicture({ ctx, actor, url, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const [, roomId = "", name = ""] = one.exec(url.pathname) ?? [];
  const { type, content } = await chat.readPicture(ctx, actor, { roomId, name });
  response.writeHead(200, {
    "content-type": type,
    "content-length": content.length,
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    // Its address names its bytes.
    "cache-control": `private, max-age=${day}, immutable`,
  });
  response.end(content);
}

/** `POST /chat/<room>/picture` with the file as body: gives the room a picture. */
export async function answerRoomPicturing({ ctx, actor, url, request, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const [, roomId = ""] = all.exec(url.pathname) ?? [];
  const content = await readAll(request, await chat.pictureLimit(ctx, actor, { roomId }));
  await chat.setPicture(ctx, actor, { roomId, content });
  answerJson(response, 200, {});
}
