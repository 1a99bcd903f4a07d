import type { Actor } from "@carbyne/kernel";
import { htmlToText, textToHtml } from "@carbyne/mime";
import { accessOwnAccount } from "../../access/index.ts";
import type { Context } from "../../context.ts";

/** What is being written in the other form: its plain text with quotes marked, or plain text for the editor. */
export async function convertText(
  ctx: Context,
  actor: Actor,
  input: { html: string } | { text: string },
): Promise<{ html: string } | { text: string }> {
  await accessOwnAccount(ctx, actor);
  return "html" in input ? { text: htmlToText(input.html) } : { html: textToHtml(input.text) };
}
