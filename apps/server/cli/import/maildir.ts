import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { readStatus, withCrlf } from "@carbyne/mailbox-files";
import type { Read } from "./files.ts";

const flagLetters: readonly (readonly [string, number])[] = [
  ["S", 1],
  ["R", 2],
  ["F", 4],
  ["D", 16],
];

/** The messages of a Maildir and of the Maildir++ folders in it (`.Work.Plans`), flags and dates kept. Messages marked as trashed are left out. */
export async function* readMaildir(root: string): AsyncGenerator<Read> {
  const names = await readdir(root);
  if (!names.includes("cur")) throw new Error(`${root} is no Maildir: it has no folder "cur"`);
  yield* readFolder(root, ["INBOX"]);
  for (const name of names.sort()) {
    if (!name.startsWith(".") || name.length < 2) continue;
    const inside = await readdir(path.join(root, name)).catch((): string[] => []);
    if (inside.includes("cur")) yield* readFolder(path.join(root, name), name.slice(1).split("."));
  }
}

async function* readFolder(folder: string, levels: readonly string[]): AsyncGenerator<Read> {
  for (const kind of ["cur", "new"]) {
    const names = await readdir(path.join(folder, kind)).catch((): string[] => []);
    for (const name of names.sort()) {
      if (name.startsWith(".")) continue;
      const letters = /:2,([A-Za-z]*)$/.exec(name)?.[1] ?? "";
      if (letters.includes("T")) continue;
      const file = path.join(folder, kind, name);
      const raw = withCrlf(await readFile(file));
      const flags = flagLetters.reduce((bits, [letter, bit]) => (letters.includes(letter) ? bits | bit : bits), 0);
      const message = { raw, flags, keywords: [], internalDate: await arrivalOf(file, name), labels: null };
      yield { message, folder: levels, role: null, isMbox: false };
    }
  }
}

/** The time in the unique name is that of delivery; the file's own may be that of a copy. */
async function arrivalOf(file: string, name: string): Promise<Date> {
  const seconds = /^(\d{9,10})[._,M]/.exec(name)?.[1];
  return seconds ? new Date(Number(seconds) * 1000) : (await stat(file)).mtime;
}

/** Single message files, as mail programs save them. */
export async function* readEmls(files: readonly string[]): AsyncGenerator<Read> {
  for (const file of files) {
    const raw = withCrlf(await readFile(file));
    const { flags, keywords, date } = readStatus(raw);
    const message = { raw, flags, keywords, internalDate: date ?? undefined, labels: null };
    yield { message, folder: ["INBOX"], role: null, isMbox: false };
  }
}
