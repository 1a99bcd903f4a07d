import { nextModseq } from "@carbyne/db";
import { type Actor, newId, Refusal } from "@carbyne/kernel";
import { accessOwnAccount, type OwnAccount } from "../access/index.ts";
import type { Context } from "../context.ts";
import { nameKey, readName } from "../files/index.ts";
import { resolveSettings } from "../settings/index.ts";
import { holdAtOnce, rightsOf, writeGrant } from "../sharing/index.ts";
import { changeSpace } from "../spaces/index.ts";

/** Whether somebody may make team folders: administrators always, others by the settings. */
export async function mayCreate(ctx: Context, { id, role }: OwnAccount): Promise<boolean> {
  return role !== "user" || (await resolveSettings(ctx, id))["files.teamFoldersBy"].value === "everybody";
}

/** Makes a team folder, which the actor runs from then on. */
export async function createTeam(ctx: Context, actor: Actor, input: { name: string }): Promise<{ id: string }> {
  const own = await accessOwnAccount(ctx, actor);
  if (!(await mayCreate(ctx, own))) throw new Refusal("forbidden", "team-not-allowed");
  const name = readName(input.name);
  const at = ctx.clock.now();
  const [id, spaceId] = [newId(), newId()];
  await changeSpace(ctx, own.spaceId, async (client, ownModseq) => {
    await client.query(`INSERT INTO "Space" ("id", "kind") VALUES ($1, 'teamFolder')`, [spaceId]);
    const modseq = await nextModseq(client, spaceId);
    await client.query(
      `INSERT INTO "Node" ("id", "spaceId", "kind", "isFolder", "name", "nameKey", "creatorId", "modseq", "createdModseq", "createdAt", "updatedAt")
       VALUES ($1, $2, 'folder', true, $3, $4, $5, $6, $6, $7, $7)`,
      [id, spaceId, name, nameKey(name), own.id, modseq, at],
    );
    await client.query(
      'INSERT INTO "TeamFolder" ("spaceId", "rootId", "domainId", "creatorId", "createdAt") VALUES ($1, $2, $3, $4, $5)',
      [spaceId, id, own.domainId, own.id, at],
    );
    const grant = await writeGrant(client, {
      object: { kind: "node", id, spaceId, isOwner: true, via: null },
      subject: { kind: "account", id: own.id },
      terms: {
        rights: rightsOf({ role: "manage" }),
        includesSubfolders: true,
        expiresAt: null,
        sentCopy: "both",
        note: "",
      },
      byId: own.id,
      modseq,
    });
    await holdAtOnce(client, { grantId: grant.id, account: own, modseq: ownModseq, at });
  });
  return { id };
}
