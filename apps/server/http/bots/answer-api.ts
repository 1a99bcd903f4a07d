import type { IncomingMessage, ServerResponse } from "node:http";
import { chat, type Context } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { BotEdit, BotPage, BotSay } from "@carbyne/schemas";

import type { z } from "zod";
import type { App } from "../../app.ts";
import { readAll } from "../mail/uploads.ts";
import { answerJson } from "../refusals.ts";
import { readKey } from "./answer-hook.ts";
import { answerProgram } from "./answer-program.ts";

type Ask = {
  readonly app: App;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};

type Call = {
  readonly ctx: Context;
  readonly actor: Actor;
  readonly url: URL;
  readonly request: IncomingMessage;
  /** What stands in the place of the groups of its path. */
  readonly at: readonly string[];
};

type Endpoint = {
  readonly method: string;
  readonly path: RegExp;
  readonly run: (call: Call) => Promise<object>;
};

const mostBytes = 65_536;
const id = "([0-9a-f-]{36})";

/** What bots may ask, below `/api/chat/`; docs/webhooks.md is what is promised of it. */
const endpoints: readonly Endpoint[] = [
  {
    method: "GET",
    path: /^\/rooms$/,
    run: async ({ ctx, actor }) => ({ rooms: await chat.botRooms(ctx, actor) }),
  },
  {
    method: "GET",
    path: new RegExp(`^/rooms/${id}/messages$`),
    run({ ctx, actor, url, at: [roomId = ""] }) {
      const page = read(BotPage, Object.fromEntries(url.searchParams));
      return chat.botMessages(ctx, actor, { roomId, since: page.since, limit: page.limit });
    },
  },
  {
    method: "POST",
    path: new RegExp(`^/rooms/${id}/messages$`),
    async run({ ctx, actor, request, at: [roomId = ""] }) {
      const said = read(BotSay, await readBody(request));
      return { message: await chat.postByBot(ctx, actor, { ...said, roomId, idempotencyKey: readKey(request) }) };
    },
  },
  {
    method: "PATCH",
    path: new RegExp(`^/messages/${id}$`),
    async run({ ctx, actor, request, at: [messageId = ""] }) {
      const { text } = read(BotEdit, await readBody(request));
      return { message: await chat.changeByBot(ctx, actor, { id: messageId, text }) };
    },
  },
  {
    method: "DELETE",
    path: new RegExp(`^/messages/${id}$`),
    async run({ ctx, actor, at: [messageId = ""] }) {
      await chat.deleteMessage(ctx, actor, { id: messageId });
      return {};
    },
  },
  ...(["PUT", "DELETE"] as const).map((method) => ({
    method,
    path: new RegExp(`^/messages/${id}/reactions/([^/]{1,200})$`),
    async run({ ctx, actor, at: [messageId = "", emoji = ""] }: Call) {
      return {
        message: await chat.reactByBot(ctx, actor, { id: messageId, emoji: decode(emoji), isOn: method === "PUT" }),
      };
    },
  })),
];

const prefix = "/api/chat";

/** Whether a path is one for bots. */
export const isBotPath = (path: string): boolean => path.startsWith(`${prefix}/`);

/** Answers a bot, which is known by its bearer token and nothing else (RFC 6750 §2.1). */
export async function answerBot({ app: { ctx }, url, request, response }: Ask): Promise<void> {
  await answerProgram(response, async () => {
    const token = /^Bearer +(cbt_[\w-]{32})$/i.exec(request.headers.authorization ?? "")?.[1];
    const actor = token === undefined ? null : await chat.findBot(ctx, token);
    if (!actor) throw new Refusal("unauthenticated", "bot-token-needed");
    const path = url.pathname.slice(prefix.length);
    const here = endpoints.filter((one) => one.path.test(path));
    const endpoint = here.find((one) => one.method === request.method);
    if (!endpoint)
      throw new Refusal(here.length > 0 ? "invalid" : "not-found", here.length > 0 ? "method-unknown" : "page-unknown");
    const at = endpoint.path.exec(path)?.slice(1) ?? [];
    answerJson(response, 200, { ok: true, ...(await endpoint.run({ ctx, actor, url, request, at })) });
  });
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const body = await readAll(request, mostBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    throw new Refusal("invalid", "hook-body-broken");
  }
}

function read<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const { data, error } = shape.safeParse(value);
  if (error) throw new Refusal("invalid", "bot-field", { field: error.issues[0]?.path.join(".") ?? "" });
  return data as z.output<Shape>;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal("invalid", "reaction-no-emoji");
  }
}
