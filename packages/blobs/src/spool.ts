import { constants } from "node:fs";
import { chown, copyFile, link, mkdir, open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { writeBlocks } from "./blocks.ts";

/** A file of the spool, open for reading anywhere. Close it. */
export type SpoolFile = {
  readonly sizeBytes: number;
  /** Shorter than `length` only at the end of the file. */
  read(at: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
};

/** Files that are there for a while, such as what somebody brings in: a folder for each owner, found and removed by its id. */
export interface Spool {
  /** Writes bytes at a place of a file, which is made when it is not there; they are durable when this returns. */
  write(id: string, name: string, piece: { at: number; data: Uint8Array }): Promise<void>;
  /**
   * Writes what comes, from a place on. When it breaks off, what came is durable and its length answered all the same; `onBlock` hears all of it in
   * its order while it is written, and answers when the bytes may be changed. The pieces are given away.
   */
  receive(
    id: string,
    name: string,
    coming: {
      at: number;
      pieces: AsyncIterable<Uint8Array>;
      onBlock?: ((block: Uint8Array) => Promise<unknown>) | undefined;
    },
  ): Promise<{ receivedBytes: number; fault: unknown }>;
  /** Gives a file a second name elsewhere, as durable as it is; a copy where the disk is another one. */
  linkTo(id: string, name: string, place: string): Promise<void>;
  /** Writes a whole file, which is there completely or not at all; answers its size. */
  save(id: string, name: string, pieces: AsyncIterable<Uint8Array>): Promise<number>;
  /** Cuts a file off at a length: what was written after the last moment that is known to be right goes. */
  cut(id: string, name: string, sizeBytes: number): Promise<void>;
  /** How large a file is; null when it is not there. */
  sizeOf(id: string, name: string): Promise<number | null>;
  open(id: string, name: string): Promise<SpoolFile>;
  /** Removes all files of an owner, or one. */
  remove(id: string, name?: string): Promise<void>;
  /** Every owner with when something of it was last made or removed. */
  list(): Promise<{ id: string; changedAt: Date }[]>;
  /** What the disk has left. */
  freeBytes(): Promise<number>;
}

const owner = /^[0-9a-f-]{36}$/;
const plain = /^[a-z][a-z0-9-]{0,40}$/;

/** The spool in a folder of this machine, or of one that all processes share. */
export function createDiskSpool(folder: string): Spool {
  const placeOf = (id: string, name?: string) => {
    if (!owner.test(id) || (name !== undefined && !plain.test(name))) throw new Error(`${id}/${name} is no place here`);
    return name === undefined ? path.join(folder, id) : path.join(folder, id, name);
  };
  const make = async (id: string) => {
    const first = await mkdir(placeOf(id), { recursive: true, mode: 0o700 });
    if (first !== undefined) await giveToOwner(folder, placeOf(id));
  };

  return {
    async write(id, name, { at, data }) {
      await make(id);
      const handle = await open(placeOf(id, name), constants.O_RDWR | constants.O_CREAT, 0o600);
      try {
        for (let done = 0; done < data.length; )
          done += (await handle.write(data, done, data.length - done, at + done)).bytesWritten;
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await giveToOwner(folder, placeOf(id, name));
    },

    async receive(id, name, coming) {
      await make(id);
      const handle = await open(placeOf(id, name), constants.O_RDWR | constants.O_CREAT, 0o600);
      try {
        return await writeBlocks(handle, coming);
      } finally {
        await handle.close();
        await giveToOwner(folder, placeOf(id, name));
      }
    },

    async linkTo(id, name, place) {
      await link(placeOf(id, name), place).catch(async (error: unknown) => {
        if (!(error instanceof Error && "code" in error && error.code === "EXDEV")) throw error;
        await copyFile(placeOf(id, name), place);
        const handle = await open(place, "r+");
        try {
          await handle.sync();
        } finally {
          await handle.close();
        }
      });
    },

    async save(id, name, pieces) {
      await make(id);
      const file = placeOf(id, name);
      const handle = await open(`${file}.part`, "w", 0o600);
      let sizeBytes = 0;
      try {
        for await (const piece of pieces) {
          await handle.write(piece);
          sizeBytes += piece.length;
        }
        await handle.datasync();
      } finally {
        await handle.close();
      }
      await rename(`${file}.part`, file);
      await giveToOwner(folder, file);
      return sizeBytes;
    },

    async cut(id, name, sizeBytes) {
      await make(id);
      const handle = await open(placeOf(id, name), constants.O_RDWR | constants.O_CREAT, 0o600);
      try {
        await handle.truncate(sizeBytes);
      } finally {
        await handle.close();
      }
      await giveToOwner(folder, placeOf(id, name));
    },

    async sizeOf(id, name) {
      try {
        return (await stat(placeOf(id, name))).size;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },

    async open(id, name) {
      const handle = await open(placeOf(id, name), "r");
      const { size } = await handle.stat();
      return {
        sizeBytes: size,
        async read(at, length) {
          const data = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - at)));
          let done = 0;
          while (done < data.length) {
            const { bytesRead } = await handle.read(data, done, data.length - done, at + done);
            if (bytesRead === 0) return data.subarray(0, done);
            done += bytesRead;
          }
          return data;
        },
        close: () => handle.close(),
      };
    },

    remove: (id, name) => rm(placeOf(id, name), { recursive: true, force: true }),

    async list() {
      const names = await readdir(folder).catch((error: unknown): string[] => {
        if (isMissing(error)) return [];
        throw error;
      });
      const found: { id: string; changedAt: Date }[] = [];
      for (const id of names.filter((name) => owner.test(name))) {
        const info = await stat(placeOf(id)).catch(() => null);
        if (info) found.push({ id, changedAt: info.mtime });
      }
      return found;
    },

    async freeBytes() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}

/** An administrator's command runs as root, the server does not: what the one begins the other may go on with. */
async function giveToOwner(folder: string, place: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(folder);
  await chown(place, uid, gid);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
