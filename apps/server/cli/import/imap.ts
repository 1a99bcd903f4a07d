import { type FetchMessageObject, ImapFlow, type ListResponse } from "imapflow";
import type { mail } from "@carbyne/domain";
import { type Imported, withCrlf } from "./message.ts";
import type { importTarget } from "./target.ts";

const uses: Readonly<Record<string, mail.Folder["role"]>> = {
  "\\Inbox": "inbox",
  "\\Sent": "sent",
  "\\Drafts": "drafts",
  "\\Trash": "trash",
  "\\Junk": "junk",
  "\\Archive": "archive",
};
/** Folders that show again what lies in others. */
const views = new Set(["\\All", "\\Flagged", "\\Important"]);

/** Messages asked for at once: each answer is stored before the next is read. */
const chunk = 100;

export type Source = {
  readonly url: URL;
  readonly password: string;
  /** Take a certificate that nobody vouches for, as of the old machine in the next room. */
  readonly allowsSelfSigned: boolean;
};

export type Counts = { imported: number; skipped: number };

/** Brings every folder of an account on another IMAP server over. Only what is not here yet is downloaded. */
export async function importFromImap(
  source: Source,
  target: ReturnType<typeof importTarget>,
  progress: (line: string) => void,
): Promise<Counts> {
  const client = connect(source);
  await client.connect();
  const counts: Counts = { imported: 0, skipped: 0 };
  try {
    for (const box of await client.list()) {
      if (box.flags.has("\\Noselect") || box.flags.has("\\NonExistent") || views.has(box.specialUse ?? "")) continue;
      await importBox(client, box, { target, counts });
      progress(`${box.path}: ${counts.imported} imported, ${counts.skipped} there already`);
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
  return counts;
}

function connect({ url, password, allowsSelfSigned }: Source): ImapFlow {
  const secure = url.protocol === "imaps:";
  return new ImapFlow({
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: password },
    tls: { rejectUnauthorized: !allowsSelfSigned },
    logger: false,
  });
}

async function importBox(
  client: ImapFlow,
  box: ListResponse,
  { target, counts }: { target: ReturnType<typeof importTarget>; counts: Counts },
): Promise<void> {
  const role = uses[box.specialUse ?? ""] ?? (box.path.toUpperCase() === "INBOX" ? "inbox" : null);
  const folder = box.path.split(box.delimiter || "/");
  const lock = await client.getMailboxLock(box.path, { readOnly: true });
  try {
    if (client.mailbox === false || client.mailbox.exists === 0) return;
    const missing: number[] = [];
    for await (const { uid, size, envelope } of client.fetch("1:*", { uid: true, size: true, envelope: true })) {
      const marks = { messageId: envelope?.messageId ?? null, sizeBytes: size ?? 0 };
      if (await target.hasMarks(folder, role, marks)) counts.skipped++;
      else missing.push(uid);
    }
    for (let i = 0; i < missing.length; i += chunk) {
      const wanted = { uid: true, source: true, flags: true, internalDate: true };
      for await (const got of client.fetch(missing.slice(i, i + chunk), wanted, { uid: true })) {
        const message = importedFrom(got, folder);
        if (message && (await target.add(message, role))) counts.imported++;
        else counts.skipped++;
      }
    }
  } finally {
    lock.release();
  }
}

function importedFrom(got: FetchMessageObject, folder: readonly string[]): Imported | null {
  if (!got.source) return null;
  const flags = got.flags ?? new Set<string>();
  const bit = (name: string, value: number) => (flags.has(name) ? value : 0);
  return {
    raw: withCrlf(got.source),
    flags: bit("\\Seen", 1) | bit("\\Answered", 2) | bit("\\Flagged", 4) | bit("\\Draft", 16),
    keywords: [...flags].filter((flag) => !flag.startsWith("\\")),
    internalDate: got.internalDate ? new Date(got.internalDate) : undefined,
    folder,
  };
}
