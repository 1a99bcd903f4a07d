import { useMemo } from "react";
import { useMailboxes } from "../mail/api.ts";
import { useMailboxName } from "../mail/mailbox-name.ts";
import type { Mailbox } from "../mail/types.ts";

const mostDepth = 50;

/** The name of a folder in a script, which is the one that IMAP shows. */
export function scriptPath(mailbox: Mailbox, all: readonly Mailbox[]): string {
  const names: string[] = [];
  let at: Mailbox | undefined = mailbox;
  while (at && names.length < mostDepth) {
    names.unshift(at.role === "inbox" ? "INBOX" : at.name);
    const { parentId }: Mailbox = at;
    at = parentId === null ? undefined : all.find((other) => other.id === parentId);
  }
  return names.join("/");
}

export interface FolderChoice {
  id: string;
  /** As scripts name it. */
  path: string;
  /** As people do. */
  label: string;
  role: Mailbox["role"];
}

/** Every folder with its two names; empty until they are known. */
export function useFolders(): readonly FolderChoice[] {
  const { data } = useMailboxes();
  const names = useMailboxName();
  return useMemo(
    () =>
      (data ?? []).map((mailbox) => ({
        id: mailbox.id,
        path: scriptPath(mailbox, data ?? []),
        label: names.path(mailbox, data ?? []),
        role: mailbox.role,
      })),
    [data, names],
  );
}
