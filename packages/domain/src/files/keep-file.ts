import { newId } from "@carbyne/kernel";
import type pg from "pg";
import type { NodeAccess } from "../access/index.ts";
import type { Context } from "../context.ts";
import { askScan } from "../scanning/index.ts";
import { insertFolder } from "./create-folder.ts";
import { mendName } from "./names.ts";
import { type Content, putFile } from "./put-file.ts";
import { takenNames } from "./taken.ts";
import { checkPlace } from "./tree.ts";

/**
 * Puts a file that the server made into a folder that was chosen, or into one by a name in the home, which is made when it is not there; as a step of a change
 * of the space that the folder belongs to. Whether it may be written to is asked by the caller.
 */
export async function keepFile(
  ctx: Context,
  client: pg.PoolClient,
  file: {
    readonly account: { readonly id: string; readonly spaceId: string };
    readonly folder: Pick<NodeAccess, "id" | "spaceId"> | null;
    /** The home of the account: to be asked for before the change. */
    readonly homeId: string;
    readonly folderName: string;
    readonly name: string;
    readonly content: Content;
    readonly modseq: bigint;
    readonly at: Date;
  },
): Promise<string> {
  const { account, folder, content, modseq, at } = file;
  const name = mendName(file.name, "file");
  const spaceId = folder?.spaceId ?? account.spaceId;
  const parentId = folder?.id ?? (await ownFolder(client, file));
  await checkPlace(client, { id: parentId, spaceId }, []);
  await askScan(ctx, client, { hash: content.hash, name });
  const put = { spaceId, accountId: account.id, parentId, name, whenTaken: "both", content, at, modseq } as const;
  return (await putFile(client, put)).id;
}

async function ownFolder(
  client: pg.PoolClient,
  { account, homeId: home, folderName, modseq, at }: Parameters<typeof keepFile>[2],
): Promise<string> {
  const there = (await takenNames(client, home, [folderName])).get(folderName);
  if (there) return there.kind === "folder" ? there.id : home;
  const id = newId();
  await insertFolder(client, {
    id,
    spaceId: account.spaceId,
    accountId: account.id,
    parentId: home,
    name: folderName,
    modseq,
    at,
  });
  return id;
}
