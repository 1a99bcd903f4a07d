import type { Actor } from "@carbyne/kernel";
import { accessTeam } from "../access/index.ts";
import type { Context } from "../context.ts";
import { nameKey, noteEvents, readName } from "../files/index.ts";
import { changeSpace } from "../spaces/index.ts";

/** Gives a team folder another name. */
export async function renameTeam(
  ctx: Context,
  actor: Actor,
  input: { id: string; name: string },
): Promise<{ name: string; before: string }> {
  const { spaceId, accountId, name: before } = await accessTeam(ctx, actor, input.id, "manage");
  const name = readName(input.name);
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    await client.query('UPDATE "Node" SET "name" = $2, "nameKey" = $3, "modseq" = $4 WHERE "id" = $1', [
      input.id,
      name,
      nameKey(name),
      modseq,
    ]);
    const detail = { from: before, to: name };
    await noteEvents(client, { ids: [input.id], accountId, verb: "renamed", at: ctx.clock.now(), detail });
  });
  return { name, before };
}

/** Says how many bytes a team folder may take; 0 leaves it to the settings. */
export async function setTeamQuota(
  ctx: Context,
  actor: Actor,
  { id, quotaBytes }: { id: string; quotaBytes: number },
): Promise<void> {
  const { spaceId } = await accessTeam(ctx, actor, id, "manage");
  await changeSpace(ctx, spaceId, async (client, modseq) => {
    await client.query('UPDATE "TeamFolder" SET "quotaBytes" = $2 WHERE "spaceId" = $1', [spaceId, quotaBytes]);
    await client.query('UPDATE "Node" SET "modseq" = $2 WHERE "id" = $1', [id, modseq]);
  });
}
