import type { IncomingMessage, ServerResponse } from "node:http";
import { chat } from "@carbyne/domain";
import { Refusal } from "@carbyne/kernel";
import type { App } from "../../app.ts";
import { hideLink } from "../links/answer.ts";
import { readAll } from "../mail/uploads.ts";
import { answerJson } from "../refusals.ts";
import { answerProgram } from "./answer-program.ts";
import { readPayload } from "./payload.ts";

type Ask = {
  readonly app: App;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

const mostBytes = 65_536;
const mostKey = 255;

/** `POST /hooks/<token>`: a program says something in the room of an incoming webhook. */
export async function answerHook({ app, url, request, response }: Ask): Promise<void> {
  hideLink(response);
  await answerProgram(response, async () => {
    const token = /^\/hooks\/([\w-]{32})$/.exec(url.pathname)?.[1];
    if (!token) throw new Refusal("not-found", "hook-unknown");
    const hook = await chat.findHook(app.ctx, token);
    const payload = readPayload(request.headers["content-type"], await readAll(request, mostBytes));
    const idempotencyKey = readKey(request);
    const { id, number } = await chat.postByHook(app.ctx, { hook, ...payload, idempotencyKey });
    answerJson(response, 200, { ok: true, id, number });
  });
}

/** The header `Idempotency-Key`: what is sent again under it is the same message. */
export function readKey(request: IncomingMessage): string | null {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return null;
  if (typeof key !== "string" || key === "" || key.length > mostKey) throw new Refusal("invalid", "idempotency-key");
  return key;
}
