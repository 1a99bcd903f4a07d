import { outside } from "@carbyne/domain";
import { type ImapLogin, openImapSource } from "../../mail-source/imap-source.ts";
import type { importTarget } from "./target.ts";

/** Messages asked for at once: each answer is stored before the next is read. */
const chunk = 100;

const faults = {
  "sign-in": "the other server did not accept the name or the password",
  refused: "the other server may not be asked",
  unreachable: "the other server does not answer, or not with a certificate that somebody vouches for",
} as const;

export type Counts = { imported: number; skipped: number };

/** Brings every folder of an account on another IMAP server over. Only what is not here yet is downloaded. */
export async function importFromImap(
  login: ImapLogin,
  target: ReturnType<typeof importTarget>,
  progress: (line: string) => void,
): Promise<Counts> {
  const source = await openImapSource(login).catch((error: unknown) => {
    throw error instanceof outside.SourceFault ? new Error(faults[error.reason]) : error;
  });
  const counts: Counts = { imported: 0, skipped: 0 };
  try {
    for (const { path, levels, role, isView } of await source.listFolders()) {
      if (isView) continue;
      const place = { folder: levels, role };
      const { marksAfter } = await source.openFolder(path);
      const missing: number[] = [];
      for await (const page of marksAfter(0))
        for (const { uid, ...marks } of page) {
          if (await target.hasMarks(place, marks)) counts.skipped++;
          else missing.push(uid);
        }
      for (let at = 0; at < missing.length; at += chunk)
        for await (const message of source.read(missing.slice(at, at + chunk))) {
          if (await target.add(message, place)) counts.imported++;
          else counts.skipped++;
        }
      progress(`${path}: ${counts.imported} imported, ${counts.skipped} there already`);
    }
  } finally {
    await source.close();
  }
  return counts;
}
