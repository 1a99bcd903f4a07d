import { kindOf, makePreview, type Want } from "@carbyne/preview";
import type { Context } from "../../context.ts";
import { preview } from "../../previews/index.ts";
import { conversionRefusal } from "./refuse-conversion.ts";

type Ask = { readonly name: string; readonly content: Buffer; readonly want: Want };

/** Has something made of a file by a program that is confined. */
export type Make = (ask: Ask) => Promise<Buffer>;

/** LibreOffice takes seconds; what comes before it in the queue, too. */
const waitMs = 100_000;
const type = "application/octet-stream";

/** As a process with the role for jobs makes it, for somebody who waits: the way of previews, with their queue and their memory. */
export function askToMake(ctx: Context): Make {
  return async ({ name, content, want }) => {
    const made = await preview(ctx, { source: { name, type, content }, want, waitMs });
    if (made.status === "made") return made.content;
    throw conversionRefusal(made.status === "failed" ? made.reason : "waiting", name);
  };
}

/** In this process, which has the role for jobs. */
export const makeHere: Make = async ({ name, content, want }) => {
  const kind = kindOf({ name, type, content });
  if (!kind) throw conversionRefusal("unknown", name);
  const made = await makePreview({ content, kind, want });
  if (made.status === "made") return made.content;
  throw conversionRefusal(made.reason, name);
};
