import type { Context } from "../../context.ts";
import { openSigner } from "../../signing/index.ts";

type Purpose = "link-pass" | "link-receipt";

/** A text that shows until its time is over that something was so, for a visitor's browser to keep: the code of a link was right, a download is counted. */
export async function makeStamp(ctx: Context, purpose: Purpose, what: string, ms: number): Promise<string> {
  const signer = await openSigner(ctx, purpose);
  const until = ctx.clock.now().getTime() + ms;
  return `${until}-${signer.sign(`${what} ${until}`).toString("base64url")}`;
}

/** Whether a text that came from outside is such a stamp, of the same thing and not over. */
export async function isStamp(ctx: Context, purpose: Purpose, what: string, text = ""): Promise<boolean> {
  const [, until = "", signature = ""] = /^(\d{1,16})-([\w-]{1,60})$/.exec(text) ?? [];
  if (!(Number(until) > ctx.clock.now().getTime())) return false;
  return (await openSigner(ctx, purpose)).isSigned(`${what} ${until}`, Buffer.from(signature, "base64url"));
}
