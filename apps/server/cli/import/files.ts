import { createWriteStream } from "node:fs";
import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { type Bytes, Fault, type Imported, readFound, walk } from "@carbyne/mailbox-files";
import type { Place } from "./target.ts";

export type Read = Place & { readonly message: Imported; readonly isMbox: boolean };

/** The messages of a file of any kind, an archive with archives in it too, with the folders that it tells of. What cannot be read is told. */
export async function* readMailFile(file: string, tell: (line: string) => void): AsyncGenerator<Read> {
  const scratch = await mkdtemp(path.join(os.tmpdir(), "carbyne-import-"));
  const handles: FileHandle[] = [];
  const parts: Bytes[] = [];
  const openPart = async (name: string) => {
    const handle = await open(name, "r");
    handles.push(handle);
    const bytes = bytesOfFile(handle, (await handle.stat()).size);
    parts.push(bytes);
    return bytes;
  };
  const unpack = async (pieces: AsyncIterable<Buffer>) => {
    const part = parts.length;
    const name = path.join(scratch, String(part));
    await pipeline(pieces, createWriteStream(name, { mode: 0o600 }));
    return { part, bytes: await openPart(name) };
  };
  try {
    for await (const step of walk({ name: path.basename(file), bytes: await openPart(file) }, unpack)) {
      if (step.kind === "fault") tell(`${step.path}: ${step.reason}`);
      if (step.kind !== "found") continue;
      const { found } = step;
      const message = await readFound(parts[found.part] ?? noBytes, found).catch((error: unknown) => {
        if (!(error instanceof Fault)) throw error;
        tell(`${found.path}: ${error.reason}`);
        return null;
      });
      if (message) yield { message, isMbox: found.form.startsWith("mbox"), ...placeOf(found.folder, message) };
    }
  } finally {
    for (const handle of handles) await handle.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

const noBytes: Bytes = { sizeBytes: 0, read: () => Promise.resolve(Buffer.alloc(0)) };

/** Labels of Google's export stand for folders; the first of the person's own is the one. */
function placeOf(folder: readonly string[], { labels }: Imported): Place {
  if (labels === null) return { folder, role: null };
  const [own] = labels.own;
  return {
    folder: own === undefined ? [] : own.split("/"),
    role: labels.role ?? (own === undefined ? "archive" : null),
  };
}

function bytesOfFile(handle: FileHandle, sizeBytes: number): Bytes {
  return {
    sizeBytes,
    async read(at, length) {
      const data = Buffer.allocUnsafe(Math.max(0, Math.min(length, sizeBytes - at)));
      let done = 0;
      while (done < data.length) {
        const { bytesRead } = await handle.read(data, done, data.length - done, at + done);
        if (bytesRead === 0) return data.subarray(0, done);
        done += bytesRead;
      }
      return data;
    },
  };
}

/** The messages of an mbox file, all for one folder. */
export async function* readMbox(file: string, folder: readonly string[]): AsyncGenerator<Read> {
  for await (const read of readMailFile(file, () => {})) {
    if (!read.isMbox) throw new Error(`${file} is no mbox file: it does not begin with a "From " line`);
    yield { ...read, folder, role: null };
  }
}
