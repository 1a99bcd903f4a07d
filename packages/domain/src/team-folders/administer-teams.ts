import type { Actor } from "@carbyne/kernel";
import { accessAdmin } from "../access/index.ts";
import type { Context } from "../context.ts";
import { writeSetting } from "../settings/index.ts";
import { placeManager } from "../sharing/index.ts";
import { accessManagedTeam } from "./access-managed-team.ts";

/** Lets somebody run a team folder of a domain that the administrator looks after: when all who ran it are gone, nobody else could. */
export async function nameManager(
  ctx: Context,
  actor: Actor,
  { id, address }: { id: string; address: string },
): Promise<void> {
  const { spaceId, byId } = await accessManagedTeam(ctx, actor, id);
  await placeManager(ctx, { team: { rootId: id, spaceId }, address, byId });
}

/** Says who may make team folders: in the administrator's domain, or everywhere. */
export async function setMakers(ctx: Context, actor: Actor, { by }: { by: "admins" | "everybody" }): Promise<void> {
  const { scope } = await accessAdmin(ctx, actor);
  const at = scope === undefined ? { scope: "global" as const } : { scope: "domain" as const, scopeId: scope };
  await writeSetting(ctx, at, "files.teamFoldersBy", by);
}
