import { ContextMenu, Count, IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { ChevronRight, Ellipsis, FolderPlus, Settings } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type CSSProperties, useMemo } from "react";
import { goTo } from "../../../client/place.ts";
import { useStored } from "../../../client/stored.ts";
import { type MailAccount, useMailAccounts } from "../../sharing/api.ts";
import type { MailList } from "../list/use-mail-list.ts";
import type { Mailbox } from "../types.ts";
import type { Perform } from "../verbs/use-perform.ts";
import { useFolderAsks } from "./folder-asks.ts";
import { FolderRow } from "./folder-row.tsx";
import { useFolderLines } from "./use-folder-lines.ts";

interface SharedProps {
  isFolded: boolean;
  list: MailList;
  perform: Perform;
  onGo: (() => void) | undefined;
}

/** What others share: a tree below each one's name, with how much is unread in it. */
export function SharedSections({ mailboxes, ...rest }: SharedProps & { mailboxes: readonly Mailbox[] }) {
  const { data: accounts } = useMailAccounts();
  const bySpace = Map.groupBy(mailboxes, (mailbox) => mailbox.spaceId);
  return accounts?.map((account) => {
    const held = bySpace.get(account.spaceId);
    return account.kind === "own" || !held ? null : (
      <SharedSection key={account.id} account={account} mailboxes={held} {...rest} />
    );
  });
}

function SharedSection(props: SharedProps & { account: MailAccount; mailboxes: readonly Mailbox[] }) {
  const { account, isFolded, list, perform, onGo } = props;
  const t = useTranslations("sharing");
  const format = useFormatter();
  const asks = useFolderAsks();
  const [closedAccounts, store] = useStored("mail.closedAccounts");
  const closed = new Set((closedAccounts ?? "").split(" ").filter(Boolean));
  const isOpen = !closed.has(account.id);
  const mailboxes = useMemo(() => named(props.mailboxes, account), [props.mailboxes, account]);
  const lines = useFolderLines(mailboxes);
  const name = account.name || account.address;
  const unseen = mailboxes.reduce((sum, { role, unseen: count }) => (isAside(role) ? sum : sum + count), 0);
  const entries: MenuEntry[] = [
    ...(account.isWhole && account.rights.includes("manage")
      ? [
          {
            label: t("createFolder"),
            icon: <FolderPlus aria-hidden="true" />,
            onSelect: () => asks.ask({ kind: "create", parent: null, spaceId: account.spaceId }),
          },
        ]
      : []),
    { label: t("settings"), icon: <Settings aria-hidden="true" />, onSelect: () => goTo("/settings/sharing") },
  ];
  const toggle = () => {
    if (!closed.delete(account.id)) closed.add(account.id);
    store([...closed].join(" ") || null);
  };
  return (
    <section aria-label={name}>
      {isFolded ? (
        <div className="mx-2 my-2 h-px bg-border" role="presentation" />
      ) : (
        <ContextMenu entries={entries}>
          <div className="group/row mt-3 flex h-8 items-center gap-1 max-md:h-11">
            <button
              type="button"
              aria-expanded={isOpen}
              aria-label={isOpen ? t("fold", { name }) : t("unfold", { name })}
              title={account.address}
              onClick={toggle}
              className="flex h-full min-w-0 flex-1 items-center gap-1.5 rounded-1 ps-1 text-start text-12 font-semibold text-faint hover:text-text"
            >
              <ChevronRight
                size={12}
                strokeWidth={2.25}
                aria-hidden="true"
                className={clsx("shrink-0 transition-transform", isOpen && "rotate-90")}
              />
              {account.tint === null ? null : (
                <span
                  aria-hidden="true"
                  style={{ "--h": `var(--p${account.tint + 1})` } as CSSProperties}
                  className="tint size-2.5 shrink-0 rounded-full"
                />
              )}
              <span className="truncate">{name}</span>
            </button>
            {!isOpen && unseen > 0 ? <Count value={format.number(unseen)} /> : null}
            <Menu
              trigger={
                <IconButton label={t("menu", { name })} size="small" className="size-7!">
                  <Ellipsis aria-hidden="true" />
                </IconButton>
              }
              align="start"
              entries={entries}
            />
          </div>
        </ContextMenu>
      )}
      {isOpen
        ? [...lines.standard, ...lines.own].map((line) => (
            <FolderRow
              key={line.mailbox.id}
              line={line}
              isCurrent={line.mailbox.id === list.mailbox?.id}
              isFolded={isFolded}
              isOpen={!lines.closed.has(line.mailbox.id)}
              from={list.mailbox}
              onToggle={() => lines.toggle(line.mailbox.id)}
              onDrop={perform.moveTo}
              onGo={onGo}
            />
          ))
        : null}
    </section>
  );
}

function isAside(role: Mailbox["role"]): boolean {
  return role !== null && role !== "inbox" && role !== "archive";
}

/** With the person's own names for the folders that were shared. */
function named(mailboxes: readonly Mailbox[], { folders }: MailAccount): Mailbox[] {
  return mailboxes.map((mailbox) => {
    const name = folders.find((folder) => folder.mailboxId === mailbox.id)?.name;
    return name ? { ...mailbox, name } : mailbox;
  });
}
