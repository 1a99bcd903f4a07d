import { Refusal } from "@carbyne/kernel";
import type { Context } from "../context.ts";

/** Where an office program shows or changes files, by the end of their names. */
export type Discovery = ReadonlyMap<string, { readonly view?: string; readonly edit?: string }>;

const keptMs = 12 * 3_600_000;
const largest = 2_000_000;
const mostActions = 5000;

const known = new WeakMap<Context["db"], Map<string, { at: number; found: Promise<Discovery> }>>();

/** What an office program says that it can do, asked for once in a while. [MS-WOPI] §3.1.5.1. */
export async function discover(ctx: Context, url: string): Promise<Discovery> {
  const all = known.get(ctx.db) ?? new Map<string, { at: number; found: Promise<Discovery> }>();
  known.set(ctx.db, all);
  const now = ctx.clock.now().getTime();
  const kept = all.get(url);
  if (kept && now - kept.at < keptMs) return kept.found;
  const found = ask(ctx, url);
  all.set(url, { at: now, found });
  // One that is away for a moment is asked again.
  found.catch(() => all.delete(url));
  return found;
}

async function ask(ctx: Context, url: string): Promise<Discovery> {
  const answer = await ctx.outside.ask({ url: `${url.replace(/\/+$/, "")}/hosting/discovery`, maxBytes: largest });
  if (answer.status !== "answered" || answer.code !== 200) {
    ctx.log.warn(
      { url, answer: answer.status === "answered" ? answer.code : answer.reason },
      "no office program there",
    );
    throw new Refusal("busy", "office-unreachable");
  }
  return readDiscovery(answer.body.toString());
}

/** Reads the actions out of a discovery; what is none, or leads nowhere, is left out. */
export function readDiscovery(xml: string): Discovery {
  const found = new Map<string, { view?: string; edit?: string }>();
  let count = 0;
  for (const [tag] of xml.matchAll(/<action\s[^<>]{0,4000}>/g)) {
    if (++count > mostActions) break;
    const [name, ext, url] = ["name", "ext", "urlsrc"].map((attribute) => valueOf(tag, attribute));
    if ((name !== "view" && name !== "edit") || !ext || !url) continue;
    const plain = withoutPlaceholders(url);
    if (!URL.canParse(plain) || !/^https?:$/.test(new URL(plain).protocol)) continue;
    found.set(ext.toLowerCase(), { ...found.get(ext.toLowerCase()), [name]: plain });
  }
  return found;
}

function valueOf(tag: string, attribute: string): string | undefined {
  const value = new RegExp(`\\s${attribute}="([^"]*)"`).exec(tag)?.[1];
  const entities: Readonly<Record<string, string>> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&apos;": "'",
    "&amp;": "&",
  };
  return value?.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity);
}

/** What is asked for in angle brackets is optional, and we say none of it. [MS-WOPI] §3.1.5.1.1.2.3.3. */
const withoutPlaceholders = (url: string) => url.replace(/<[^<>]*>/g, "");
