import type { IncomingMessage, ServerResponse } from "node:http";
import { type Context, transfers } from "@carbyne/domain";
import { type Actor, Refusal } from "@carbyne/kernel";
import { answerJson } from "../refusals.ts";
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
