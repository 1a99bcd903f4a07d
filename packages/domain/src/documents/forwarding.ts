import type { Context } from "../context.ts";
import { openSigner } from "../signing/index.ts";

/** Who opened a socket that one process hands on to the owner of a document. */
export type Forwarded = {
  /** The owner that it is for. */
  readonly owner: string;
  readonly peer: { readonly ip: string; readonly isSecure: boolean; readonly host: string };
};

const livesMs = 60_000;
const purpose = "collab-forward";
const longest = 2000;

/** What one process of ours tells another one, and nobody else can say. */
export async function signForwarded(ctx: Context, forwarded: Forwarded): Promise<string> {
  const signer = await openSigner(ctx, purpose);
  const text = JSON.stringify({ ...forwarded, at: ctx.clock.now().getTime() });
  return `${Buffer.from(text).toString("base64url")}.${signer.sign(text).toString("base64url")}`;
}

/** Null for what was not signed here within the last minute. */
export async function readForwarded(ctx: Context, signed: string): Promise<Forwarded | null> {
  const [body = "", signature = ""] = signed.length <= longest ? signed.split(".") : [];
  const text = Buffer.from(body, "base64url").toString();
  const signer = await openSigner(ctx, purpose);
  if (!signer.isSigned(text, Buffer.from(signature, "base64url"))) return null;
  const { at, owner, peer } = JSON.parse(text) as Forwarded & { at: number };
  return Math.abs(ctx.clock.now().getTime() - at) <= livesMs ? { owner, peer } : null;
}
