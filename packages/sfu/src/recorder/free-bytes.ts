import { statfs } from "node:fs/promises";

/** Room that is left on the disk of a folder, for whoever is not root. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
