/** How to sign in to an account on another mail server. */
export type MailLogin = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte, or by STARTTLS; never without, RFC 8314 §3. */
  readonly security: "tls" | "starttls";
  readonly user: string;
  readonly password: string;
};

export type SourceFolder = {
  /** As the server calls it, to open it by. */
  readonly path: string;
  readonly levels: readonly string[];
  readonly role: "inbox" | "sent" | "drafts" | "archive" | "trash" | "junk" | null;
  /** It shows again what lies in others, as Gmail's "All mail" does. */
  readonly isView: boolean;
  readonly messages: number;
};

/** What is told of a message before it is downloaded. */
export type SourceMark = { readonly uid: number; readonly messageId: string | null; readonly sizeBytes: number };

export type SourceMessage = {
  readonly uid: number;
  /** With CRLF line ends. */
  readonly raw: Buffer;
  readonly flags: number;
  readonly keywords: readonly string[];
  readonly internalDate: Date | undefined;
};

/** An account on another mail server, open for reading. */
export type MailSource = {
  listFolders(): Promise<SourceFolder[]>;
  /** What a folder holds behind a UID, in pages; the validity first, since UIDs mean nothing under another one (RFC 9051 §2.3.1.1). */
  openFolder(path: string): Promise<{
    readonly uidValidity: number;
    readonly marksAfter: (uid: number) => AsyncIterable<readonly SourceMark[]>;
  }>;
  /** Messages of the open folder. */
  read(uids: readonly number[]): AsyncIterable<SourceMessage>;
  close(): Promise<void>;
};

/** Why another account cannot be read: it says no, our rules do, or nothing answers. */
export type SourceFaultReason = "sign-in" | "refused" | "unreachable";

export class SourceFault extends Error {
  readonly reason: SourceFaultReason;

  constructor(reason: SourceFaultReason) {
    super(reason);
    this.name = "SourceFault";
    this.reason = reason;
  }
}

/** Connects to an address that was checked; `isKnown` when the machine's owner has named it, who then vouches for it. */
export type ConnectMail = (
  login: MailLogin & { readonly address: string; readonly isKnown: boolean },
) => Promise<MailSource>;
