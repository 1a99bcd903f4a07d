import { limits } from "../limits.ts";
import { isMaildirPath } from "./sniff.ts";

/** The names on the way to a file, without what only leads astray. */
export function levelsOf(path: string): string[] {
  return path.split(/[\\/]/).flatMap((part) => {
    const name = part.replaceAll(/\p{Cc}/gu, "").trim();
    return name === "" || name === "." || name === ".." ? [] : name;
  });
}

/** The folder that a file's place speaks of: none when it lies loose. `isBox` is true of a file that is a folder itself. */
export function folderOf(path: string, { isBox }: { isBox: boolean }): string[] {
  const levels = levelsOf(path);
  if (isMaildirPath(path)) return tidy(maildirFolder(levels.slice(0, -2)));
  const file = levels.pop() ?? "";
  const above = withoutRoot(levels);
  // Apple Mail's export keeps `Work.mbox/mbox`, its own store `Work.mbox/…/Messages/1.emlx`.
  const boxes = above.filter((name) => /\.mbox$/i.test(name));
  if (boxes.length > 0) return tidy(above.slice(0, above.indexOf(boxes.at(-1) ?? "") + 1).map(plainName));
  const folders = above.map(plainName);
  return tidy(isBox ? [...folders, plainName(file)] : folders);
}

function plainName(name: string): string {
  return name.replace(/(?:\.(?:sbd|mbox|mbx|mboxrd|gz))+$/i, "");
}

/** Thunderbird's profile, Google's export and Apple's store put folders of their own around those of the person. */
function withoutRoot(levels: readonly string[]): string[] {
  const profile = levels.findIndex((name, at) => /^(?:Image)?Mail$/.test(name) && levels[at + 1] !== undefined);
  if (levels[0] === "Takeout") return levels.slice(2);
  const apple = levels.findIndex((name) => /^V\d{1,2}$/.test(name));
  if (apple !== -1) return levels.slice(apple + 2);
  const imap = levels.indexOf("ImapMail");
  if (imap !== -1) return levels.slice(imap + 2);
  return profile === -1 ? [...levels] : levels.slice(profile + 2);
}

/** The first folder is the Maildir itself; those in it are `.Work.Plans` (Maildir++) or folders as they are. */
function maildirFolder(levels: readonly string[]): string[] {
  const root = levels.findIndex((name) => /^\.?(?:maildir|mail)$/i.test(name));
  const inside = levels.slice(root === -1 ? 1 : root + 1);
  const folders = inside.flatMap((name) => (name.startsWith(".") ? name.slice(1).split(".") : name));
  return folders.length === 0 ? ["INBOX"] : folders.map(decodeUtf7);
}

/** Names of IMAP servers are in modified UTF-7 (RFC 3501 §5.1.3). */
function decodeUtf7(name: string): string {
  return name.replaceAll(/&([A-Za-z0-9+,]*)-/g, (whole, part: string) => {
    if (part === "") return "&";
    const bytes = Buffer.from(part.replaceAll(",", "/"), "base64");
    return bytes.length % 2 === 0 ? bytes.swap16().toString("utf16le") : whole;
  });
}

/** Names that can be folders: not too long, without separators, and not too many. */
function tidy(levels: readonly string[]): string[] {
  return levels.slice(0, limits.levels - 2).map((name) => {
    const short = name.replaceAll("/", "-").slice(0, limits.levelLength);
    // The cut may have gone through a pair.
    return (
      short
        .replace(/[\ud800-\udbff]$/, "")
        .toWellFormed()
        .trim() || "-"
    );
  });
}
