import { Button, CommandPalette, Dialog } from "@carbyne/ui";
import { Folder, FolderPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMailboxes, useMailboxVerbs } from "../api.ts";
import { useMailboxName } from "../mailbox-name.ts";
import type { ConversationRow, Mailbox } from "../types.ts";
import { takesConversations } from "./act-of-target.ts";
import type { Perform } from "./use-perform.ts";

export type Asked = { kind: "move" | "remove"; rows: readonly ConversationRow[] } | null;

/** What has to be asked before a verb is done: where to, or whether something may be lost. */
export function VerbDialogs(props: { asked: Asked; onClose: () => void; perform: Perform; from: Mailbox | undefined }) {
  const { asked, onClose, perform, from } = props;
  const t = useTranslations("mail");
  const { data: mailboxes = [] } = useMailboxes();
  const { create } = useMailboxVerbs();
  const nameOf = useMailboxName();
  const rows = asked?.rows ?? [];
  const move = (target: Mailbox) => perform.moveTo(rows, target);
  return (
    <>
      <CommandPalette
        isOpen={asked?.kind === "move"}
        onClose={onClose}
        title={t("move.title", { count: rows.length })}
        placeholder={t("move.placeholder")}
        emptyText={t("move.empty")}
        commands={mailboxes
          .filter((mailbox) => takesConversations(mailbox, from))
          .map((mailbox) => ({
            id: mailbox.id,
            label: nameOf.path(mailbox, mailboxes),
            section: t("move.title", { count: rows.length }),
            icon: <Folder aria-hidden="true" />,
            run: () => move(mailbox),
          }))}
        fallback={(name) =>
          mailboxes.some((mailbox) => nameOf.own(mailbox).toLowerCase() === name.toLowerCase())
            ? null
            : {
                id: "create",
                label: t("move.create", { name }),
                section: t("move.title", { count: rows.length }),
                icon: <FolderPlus aria-hidden="true" />,
                run: () => create.mutate({ name, parentId: null }, { onSuccess: move }),
              }
        }
      />
      <Dialog
        isOpen={asked?.kind === "remove"}
        onClose={onClose}
        closeLabel={t("delete.cancel")}
        title={t("delete.title", { count: rows.length })}
        description={t("delete.hint")}
        actions={
          <>
            <Button onClick={onClose}>{t("delete.cancel")}</Button>
            <Button
              look="danger"
              onClick={() => {
                onClose();
                perform.act(rows, "delete");
              }}
            >
              {t("delete.submit")}
            </Button>
          </>
        }
      />
    </>
  );
}
