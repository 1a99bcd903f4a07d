import { type Actor, Refusal } from "@carbyne/kernel";
import { accessLiveNode, documentMime, type NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { resolveSettings } from "../settings/index.ts";
import { discover } from "./discovery.ts";
import { makeToken } from "./token.ts";

export type OpenedFile = {
  /** What a page posts the token to, in a frame. */
  readonly url: string;
  readonly accessToken: string;
  /** When it ends, in milliseconds since 1970: `access_token_ttl`. */
  readonly accessTokenTtl: number;
  readonly mayWrite: boolean;
};

/** Opens a file in the office program that an administrator named: to be changed by who may, if the program can, else to be looked at. */
export async function openInOffice(
  ctx: Context,
  actor: Actor,
  { id, origin, language }: { id: string; origin: string; language?: string | undefined },
): Promise<OpenedFile> {
  const { node, mayWrite } = await accessAsFarAs(ctx, actor, id);
  const at = await officeUrl(ctx, node.accountId);
  if (at === "") throw new Refusal("forbidden", "office-off");
  const actions = (await discover(ctx, at)).get(/\.([^.]{1,10})$/.exec(node.name)?.[1]?.toLowerCase() ?? "");
  const isOurs = Object.values<string>(documentMime).includes(node.mime);
  const action = (mayWrite ? actions?.edit : undefined) ?? actions?.view ?? actions?.edit;
  if (node.kind !== "file" || isOurs || action === undefined)
    throw new Refusal("invalid", "office-not-this", { name: node.name });
  const { token, until } = await makeToken(ctx, { nodeId: id, accountId: node.accountId, actor });
  const url = new URL(action);
  url.searchParams.set("WOPISrc", `${origin}/wopi/files/${id}`);
  if (language !== undefined) url.searchParams.set("lang", language);
  return { url: url.toString(), accessToken: token, accessTokenTtl: until, mayWrite };
}

/** Where the office program is that an account uses; empty for none. */
export async function officeUrl(ctx: Context, accountId: string): Promise<string> {
  return String((await resolveSettings(ctx, accountId))["wopi.url"].value);
}

/** A file with the most that the actor may do with it. */
export async function accessAsFarAs(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<{ node: NodeAccess; mayWrite: boolean }> {
  try {
    return { node: await accessLiveNode(ctx, actor, id, "write"), mayWrite: true };
  } catch (error) {
    const isLess = error instanceof Refusal && (error.kind === "forbidden" || error.kind === "over-quota");
    if (!isLess) throw error;
    return { node: await accessLiveNode(ctx, actor, id, "read"), mayWrite: false };
  }
}
