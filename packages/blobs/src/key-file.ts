import { randomBytes } from "node:crypto";
import { chown, link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";

const keyBytes = 32;

/**
 * The key of this installation, by which secrets lie in the database: 32 bytes in a file beside it, made when it is first asked for. A copy of the
 * database alone gives no secret away.
 */
export function createKeyFile(folder: string): () => Promise<Buffer> {
  const file = path.join(folder, "secrets.key");
  let known: Promise<Buffer> | null = null;
  return async () => {
    known ??= readKey(folder, file);
    try {
      return await known;
    } catch (error) {
      known = null;
      throw error;
    }
  };
}

async function readKey(folder: string, file: string): Promise<Buffer> {
  const key = (await contentOf(file)) ?? (await makeKey(folder, file));
  if (key.length !== keyBytes) throw new Error(`${file} is no key: it has ${key.length} bytes instead of ${keyBytes}`);
  return key;
}

async function contentOf(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

/** Written whole under another name and linked: of two processes that make one at the same time, one wins and both use its. */
async function makeKey(folder: string, file: string): Promise<Buffer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.${randomBytes(6).toString("hex")}`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(randomBytes(keyBytes));
    await handle.sync();
  } finally {
    await handle.close();
  }
  // An administrator's command runs as root, the server does not.
  const { uid, gid } = await stat(folder);
  if (process.getuid?.() === 0) await chown(draft, uid, gid);
  try {
    await link(draft, file);
    await keepNames(folder);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file);
}

/** A name is as durable as the folder that has it. */
async function keepNames(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
