import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "@carbyne/domain";
import type { Actor } from "@carbyne/kernel";

/** A request about files, with who asks. */
export type Ask = {
  readonly ctx: Context;
  readonly actor: Actor | null;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};
