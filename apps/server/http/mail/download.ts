import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Context, mail } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { contentDisposition } from "./content-disposition.ts";
import { answerFile } from "./messages.ts";
import { type ZipFile, zipOf } from "@carbyne/mailbox-files";

type Ask = {
  readonly ctx: Context;
  readonly actor: Actor | null;
  readonly url: URL;
  readonly response: ServerResponse;
};

const mostIds = 1000;

/** `GET /mail/download?id=…&id=…`: the messages of conversations to keep; a single one as it is, several in an archive. */
export async function answerDownload({ ctx, actor, url, response }: Ask): Promise<void> {
  if (!actor) throw new Refusal("unauthenticated", "sign-in-needed");
  const ids = url.searchParams.getAll("id");
  if (ids.length === 0 || ids.length > mostIds) throw new Refusal("invalid", "conversation-unknown");
  const messages = await mail.downloadConversations(ctx, actor, { ids });
  const first = (await messages.next()).value;
  const second = (await messages.next()).value;
  if (!first) throw new Refusal("not-found", "conversation-unknown");
  if (!second) {
    const { name, raw: content } = first;
    answerFile(response, { name, type: "message/rfc822", content, wanted: "attachment" });
    return;
  }
  const name = ids.length === 1 ? first.name.replace(/\.eml$/, ".zip") : "mail.zip";
  response.writeHead(200, {
    "content-type": "application/zip",
    "content-disposition": contentDisposition(name, "application/zip", "attachment"),
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  await pipeline(Readable.from(zipOf(filesOf([first, second], messages))), response);
}

async function* filesOf(
  begun: readonly mail.Downloaded[],
  rest: AsyncIterable<mail.Downloaded>,
): AsyncGenerator<ZipFile> {
  for (const { name, date, raw: content } of begun) yield { name, date, content };
  for await (const { name, date, raw: content } of rest) yield { name, date, content };
}
