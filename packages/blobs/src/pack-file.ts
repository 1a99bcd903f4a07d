import { constants } from "node:fs";
import { chown, type FileHandle, mkdir, open, rename, stat } from "node:fs/promises";
import path from "node:path";

/** Where a pack lies: two characters of its random end spread the files over 256 folders. */
export function packPath(folder: string, packId: string): string {
  return path.join(folder, packId.slice(-2), packId);
}

/** Writes a whole pack: temporary name, fsync, rename, fsync of the folder. A crash leaves a `.part` file that nobody refers to. */
export async function writePack(folder: string, packId: string, contents: readonly Uint8Array[]): Promise<void> {
  await placePack(folder, packId, async (part) => {
    const handle = await open(part, "wx", 0o600);
    try {
      await handle.writev([...contents]);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

/** Makes a pack of the file that `make` puts, durable, where it is told to. */
export async function placePack(folder: string, packId: string, make: (part: string) => Promise<void>): Promise<void> {
  const file = packPath(folder, packId);
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await make(`${file}.part`);
  await giveToOwner(folder, [path.dirname(file), `${file}.part`]);
  await rename(`${file}.part`, file);
  const directory = await open(path.dirname(file), constants.O_RDONLY);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** An administrator's command runs as root, the server does not: what the one writes must be the other's to read. */
async function giveToOwner(folder: string, places: readonly string[]): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(folder);
  for (const place of places) await chown(place, uid, gid);
}

/** Reads `sizeBytes` at `offset`; throws when the pack is shorter than its row says. */
export async function readPack(
  folder: string,
  packId: string,
  { offset, sizeBytes }: { offset: number; sizeBytes: number },
): Promise<Buffer> {
  const handle = await open(packPath(folder, packId), "r");
  try {
    return await readFully(handle, packId, { offset, sizeBytes });
  } finally {
    await handle.close();
  }
}

/** The same in pieces of `pieceBytes`, so that any size takes the same memory; the next is read while one is used. */
export async function* streamPack(
  folder: string,
  packId: string,
  { offset, sizeBytes, pieceBytes }: { offset: number; sizeBytes: number; pieceBytes: number },
): AsyncGenerator<Buffer> {
  const handle = await open(packPath(folder, packId), "r");
  const pieceAt = (at: number) => {
    const piece = readFully(handle, packId, { offset: offset + at, sizeBytes: Math.min(pieceBytes, sizeBytes - at) });
    // A fault is met where it is awaited, also when nobody comes to that.
    piece.catch(() => {});
    return piece;
  };
  let next = sizeBytes > 0 ? pieceAt(0) : undefined;
  try {
    for (let at = pieceBytes; next; at += pieceBytes) {
      const piece: Buffer = await next;
      next = at < sizeBytes ? pieceAt(at) : undefined;
      yield piece;
    }
  } finally {
    await next?.catch(() => {});
    await handle.close();
  }
}

async function readFully(
  handle: FileHandle,
  packId: string,
  { offset, sizeBytes }: { offset: number; sizeBytes: number },
): Promise<Buffer> {
  const data = Buffer.allocUnsafe(sizeBytes);
  for (let read = 0; read < sizeBytes; ) {
    const { bytesRead } = await handle.read(data, read, sizeBytes - read, offset + read);
    if (bytesRead === 0) throw new Error(`pack ${packId} ends before ${offset + sizeBytes}`);
    read += bytesRead;
  }
  return data;
}
