import { CommandPalette } from "@carbyne/ui";
import { Folder, FolderPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOwnerNames } from "../../sharing/owner-name.ts";
import { useMailboxes, useMailboxVerbs } from "../api.ts";
import { useMailboxName } from "../mailbox-name.ts";
import type { Mailbox } from "../types.ts";
import { takesConversations } from "./act-of-target.ts";

/** Which folder conversations go to: found by typing, made when missing. */
export function ChooseFolder(props: {
  isOpen: boolean;
  title: string;
  from: Mailbox | undefined;
  onChoose: (target: Mailbox) => void;
  onClose: () => void;
}) {
  const { isOpen, title, from, onChoose, onClose } = props;
  const t = useTranslations("mail");
  const { data: mailboxes = [] } = useMailboxes();
  const { create } = useMailboxVerbs();
  const nameOf = useMailboxName();
  const ownerOf = useOwnerNames();
  return (
    <CommandPalette
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      placeholder={t("move.placeholder")}
      emptyText={t("move.empty")}
      commands={mailboxes
        .filter((mailbox) => takesConversations(mailbox, from))
        .map((mailbox) => ({
          id: mailbox.id,
          label: [nameOf.path(mailbox, mailboxes), ownerOf(mailbox)].filter(Boolean).join(" · "),
          section: title,
          icon: <Folder aria-hidden="true" />,
          run: () => onChoose(mailbox),
        }))}
      fallback={(name) =>
        mailboxes.some((mailbox) => nameOf.own(mailbox).toLowerCase() === name.toLowerCase())
          ? null
          : {
              id: "create",
              label: t("move.create", { name }),
              section: title,
              icon: <FolderPlus aria-hidden="true" />,
              run: () => create.mutate({ name, parentId: null }, { onSuccess: onChoose }),
            }
      }
    />
  );
}
