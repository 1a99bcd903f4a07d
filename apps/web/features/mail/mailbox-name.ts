import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Mailbox } from "./types.ts";

export interface MailboxNames {
  own: (mailbox: Mailbox) => string;
  /** With the folders that it lies in. */
  path: (mailbox: Mailbox, all: readonly Mailbox[]) => string;
}

const mostDepth = 50;

/** What a mailbox is called: one with a role has its name from the person's language. */
export function useMailboxName(): MailboxNames {
  const t = useTranslations("mail.place");
  return useMemo(() => {
    const own = (mailbox: Mailbox) => (mailbox.role ? t(mailbox.role) : mailbox.name);
    const path = (mailbox: Mailbox, all: readonly Mailbox[]) => {
      const names: string[] = [];
      let at: Mailbox | undefined = mailbox;
      while (at && names.length < mostDepth) {
        names.unshift(own(at));
        const { parentId }: Mailbox = at;
        at = parentId === null ? undefined : all.find((other) => other.id === parentId);
      }
      return names.join(" / ");
    };
    return { own, path };
  }, [t]);
}
