// What is not read here is read by Debian's libarchive-tools, beside us in the same confinement.
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { type Entry, type Listing, mostListed } from "./entry.ts";
import { listPacked } from "./packed.ts";
import { entryOf } from "./told.ts";

/** What takes longer is listed as far as it came. */
const longestMs = 10_000;
/** Of complaints that are passed on. */
const mostSaid = 2000;

type Program = ChildProcessByStdio<null, Readable, Readable>;

/** The list of an archive that has one (7z, rar). Nothing of it is unpacked, which would take minutes. */
export async function listByProgram(file: string): Promise<Listing | null> {
  const program = run("bsdtar", ["-tvf", file]);
  const over = endOf(program);
  const entries: Entry[] = [];
  let isCut = false;
  const nowMs = Date.now();
  for await (const line of createInterface({ input: program.stdout })) {
    if (entries.length >= mostListed) {
      isCut = true;
      program.kill("SIGKILL");
      program.stdout.resume();
      break;
    }
    const entry = entryOf(line, { nowMs });
    if (entry) entries.push(entry);
  }
  const { isGood, said } = await over;
  if (!isGood && entries.length === 0) {
    process.stderr.write(said);
    return null;
  }
  const isEncrypted = await isLocked(file, entries);
  return {
    entries: entries.map((entry) => ({ ...entry, isEncrypted: isEncrypted && !entry.isFolder })),
    isCut: isCut || !isGood,
  };
}

/** What a packer of one stream (xz, bzip2) made: a tar archive, or a single file that has no name any more. */
export async function listByUnpacker(file: string): Promise<Listing | null> {
  const program = run("bsdcat", [file]);
  const over = endOf(program);
  // What breaks off has to be told from what is over.
  async function* all(): AsyncGenerator<Buffer> {
    yield* program.stdout as AsyncIterable<Buffer>;
    if (!(await over).isGood) throw new Error("broken off");
  }
  const listing = await listPacked(Readable.from(all()), "");
  program.kill("SIGKILL");
  return listing;
}

/** Whether the files need a password: their list does not say it, but to read the first one fails. */
async function isLocked(file: string, entries: readonly Entry[]): Promise<boolean> {
  if (!entries.some((entry) => !entry.isFolder && entry.sizeBytes > 0)) return false;
  const program = run("bsdtar", ["-xOf", file]);
  const over = endOf(program);
  program.stdout.once("data", () => program.kill("SIGKILL"));
  return /encrypt/i.test((await over).said);
}

function run(name: string, args: readonly string[]): Program {
  return spawn(name, args, { stdio: ["ignore", "pipe", "pipe"], timeout: longestMs, killSignal: "SIGKILL" });
}

async function endOf(program: Program): Promise<{ isGood: boolean; said: string }> {
  let said = "";
  program.stderr.on("data", (piece: Buffer) => {
    if (said.length < mostSaid) said += piece.toString("latin1");
  });
  // As a shell says it, which is how it is read outside.
  program.on("error", () => process.exit(127));
  const [code] = (await once(program, "close")) as [number | null];
  return { isGood: code === 0, said };
}
