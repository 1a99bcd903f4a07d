import type { Context } from "../../context.ts";
import { type AccountFile, readAccountFile } from "./shape.ts";

/** What the archive of a transfer says besides its messages; undefined when it says nothing. */
export async function readAccount(ctx: Context, id: string): Promise<AccountFile | undefined> {
  const sizeBytes = await ctx.spool.sizeOf(id, "account");
  if (sizeBytes === null) return undefined;
  const file = await ctx.spool.open(id, "account");
  try {
    return readAccountFile(await file.read(0, sizeBytes));
  } finally {
    await file.close();
  }
}
