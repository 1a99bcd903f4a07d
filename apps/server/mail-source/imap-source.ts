import { outside } from "@carbyne/domain";
import { withCrlf } from "@carbyne/mailbox-files";
import { type FetchMessageObject, ImapFlow, type ListResponse } from "imapflow";

const uses: Readonly<Record<string, outside.SourceFolder["role"]>> = {
  "\\Inbox": "inbox",
  "\\Sent": "sent",
  "\\Drafts": "drafts",
  "\\Trash": "trash",
  "\\Junk": "junk",
  "\\Archive": "archive",
};
/** Folders that show again what lies in others. */
const views = new Set(["\\All", "\\Flagged", "\\Important"]);

/** Marks asked for at once. */
const page = 500;
const connectMs = 20_000;
const silentMs = 120_000;

export type ImapLogin = {
  readonly host: string;
  /** Where to connect, which was checked; the host's name is what its certificate is for. */
  readonly address: string;
  readonly port: number;
  readonly security: "tls" | "starttls" | "as-offered";
  /** Whether somebody must vouch for the certificate. */
  readonly isVerified: boolean;
  readonly user: string;
  readonly password: string;
};

/** An account on another server that speaks IMAP, opened; a SourceFault when it cannot be. */
export async function openImapSource(login: ImapLogin): Promise<outside.MailSource> {
  const { host, address, port, security, isVerified, user, password: pass } = login;
  const client = new ImapFlow({
    host: address,
    servername: host,
    port,
    secure: security === "tls",
    ...(security === "starttls" ? { doSTARTTLS: true } : {}),
    auth: { user, pass },
    tls: { rejectUnauthorized: isVerified },
    logger: false,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silentMs,
  });
  // What goes wrong is met where it is awaited; without a listener it would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    client.close();
    throw new outside.SourceFault(isSignIn(error) ? "sign-in" : "unreachable");
  }
  return sourceOf(client);
}

function isSignIn(error: unknown): boolean {
  return error instanceof Error && "authenticationFailed" in error && error.authenticationFailed === true;
}

function sourceOf(client: ImapFlow): outside.MailSource {
  return {
    async listFolders() {
      const boxes = await client.list({ statusQuery: { messages: true } });
      return boxes.filter(canBeOpened).map(folderOf);
    },

    async openFolder(path) {
      const { uidValidity, exists } = await client.mailboxOpen(path, { readOnly: true });
      return { uidValidity: Number(uidValidity), marksAfter: (afterUid) => marks(client, { afterUid, exists }) };
    },

    async *read(uids) {
      const wanted = { uid: true, source: true, flags: true, internalDate: true };
      for await (const got of client.fetch([...uids], wanted, { uid: true })) {
        const message = messageOf(got);
        if (message) yield message;
      }
    },

    close: () => client.logout().catch(() => client.close()),
  };
}

function canBeOpened({ flags }: ListResponse): boolean {
  return !flags.has("\\Noselect") && !flags.has("\\NonExistent");
}

function folderOf(box: ListResponse): outside.SourceFolder {
  const isInbox = box.path.toUpperCase() === "INBOX";
  return {
    path: box.path,
    levels: box.path.split(box.delimiter || "/"),
    role: uses[box.specialUse ?? ""] ?? (isInbox ? "inbox" : null),
    isView: views.has(box.specialUse ?? ""),
    messages: box.status?.messages ?? 0,
  };
}

/** Page by page: nothing else can be asked while an answer is read. */
async function* marks(
  client: ImapFlow,
  { afterUid, exists }: { afterUid: number; exists: number },
): AsyncGenerator<outside.SourceMark[]> {
  if (exists === 0) return;
  const all = (await client.search({ uid: `${afterUid + 1}:*` }, { uid: true })) || [];
  // "n:*" holds the last message also when its UID is smaller than n (RFC 9051 §6.4.9).
  const uids = all.filter((uid) => uid > afterUid).sort((a, b) => a - b);
  for (let at = 0; at < uids.length; at += page) {
    const wanted = { uid: true, size: true, envelope: true };
    const got = await client.fetchAll(uids.slice(at, at + page), wanted, { uid: true });
    yield got
      .map(({ uid, size, envelope }) => ({ uid, messageId: envelope?.messageId ?? null, sizeBytes: size ?? 0 }))
      .sort((a, b) => a.uid - b.uid);
  }
}

function messageOf(got: FetchMessageObject): outside.SourceMessage | null {
  if (!got.source) return null;
  const flags = got.flags ?? new Set<string>();
  const bit = (name: string, value: number) => (flags.has(name) ? value : 0);
  return {
    uid: got.uid,
    raw: withCrlf(got.source),
    flags: bit("\\Seen", 1) | bit("\\Answered", 2) | bit("\\Flagged", 4) | bit("\\Draft", 16),
    keywords: [...flags].filter((flag) => !flag.startsWith("\\")),
    internalDate: got.internalDate ? new Date(got.internalDate) : undefined,
  };
}

/** How the domain connects. A server that the machine's owner has named may be an old one of the house, with what security it has. */
export const connectMail: outside.ConnectMail = ({ security, isKnown, ...login }) =>
  openImapSource({
    ...login,
    security: isKnown && security === "starttls" ? "as-offered" : security,
    isVerified: !isKnown,
  });
