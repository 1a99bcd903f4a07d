import { Checkbox, IconButton, Menu } from "@carbyne/ui";
import { ChevronDown, Ellipsis, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useKeymap } from "../../../client/keys/keymap-store.ts";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { useIsNarrow } from "../../../client/media.ts";
import { layouts, useSettings } from "../../settings/api.ts";
import { useOwnerName } from "../../sharing/owner-name.ts";
import { useMailboxName } from "../mailbox-name.ts";
import { SaveSearchButton } from "../saved-searches/save-search-button.tsx";
import { useFolderAsks } from "../sidebar/folder-asks.ts";
import { folderEntries } from "../sidebar/folder-entries.tsx";
import { useFoundWords } from "../search/use-found-words.ts";
import { menuOf, type VerbsFor } from "../verbs/verbs.tsx";
import { LookBar, LookButtons } from "./look-bar.tsx";
import { WholeBar } from "./whole-bar.tsx";
import type { MailList } from "./use-mail-list.ts";
import { usePlaceTitle } from "./use-place-title.ts";

const JumpDialog = lazyLayer(() => import("./jump-dialog.tsx").then((module) => module.JumpDialog), {
  cancel: ({ onClose }) => onClose(),
});

export interface ListHeaderProps {
  list: MailList;
  verbsFor: VerbsFor;
  /** Opens the folders where the sidebar has no room. */
  onFolders: () => void;
}

/** The list's name, how many are unread, and what can be done with it or with what is selected. */
export function ListHeader({ list, verbsFor, onFolders }: ListHeaderProps) {
  const isSelecting = list.selection.ids.size > 0;
  return (
    <>
      {isSelecting ? <SelectionBar list={list} verbsFor={verbsFor} /> : <TitleBar list={list} onFolders={onFolders} />}
      {list.place.kind === "box" ? <LookBar place={list.place} /> : null}
      {isSelecting ? <WholeBar list={list} /> : null}
    </>
  );
}

const places = ["inbox", "sent", "drafts", "archive", "junk", "trash", "snoozed", "starred", "all"] as const;

function TitleBar({ list, onFolders }: Omit<ListHeaderProps, "verbsFor">) {
  const t = useTranslations("list");
  const tMail = useTranslations("mail");
  const tSearch = useTranslations("search");
  const nameOf = useMailboxName();
  const asks = useFolderAsks();
  const { settings, set } = useSettings();
  const keymap = useKeymap();
  const tListing = useTranslations("listing");
  const [isJumping, setIsJumping] = useState(false);
  const { place, mailbox, selection } = list;
  // A place that everybody has is known by its address, before the mailboxes are.
  const known = place.kind === "box" ? places.find((candidate) => candidate === place.box) : undefined;
  const named = known ? tMail(`place.${known}`) : "";
  const ownName = usePlaceTitle(place);
  const owner = useOwnerName(mailbox);
  const called = mailbox ? [nameOf.own(mailbox), owner].filter(Boolean).join(" · ") : null;
  const title = ownName ?? called ?? (place.kind === "search" ? tSearch("title") : named);
  const count =
    mailbox?.role === "drafts"
      ? tMail("drafts", { count: mailbox.total })
      : mailbox && mailbox.unseen > 0
        ? tMail("unread", { count: mailbox.unseen })
        : null;
  const found = useFoundWords(list);
  return (
    <Bar>
      <h1 className="min-w-0 truncate text-14 font-semibold max-md:hidden">{title}</h1>
      <h1 className="min-w-0 md:hidden">
        <button
          type="button"
          onClick={onFolders}
          className="flex h-11 max-w-full items-center gap-1 text-16 font-semibold"
        >
          <span className="truncate">{title}</span>
          <ChevronDown size={16} className="shrink-0 text-faint" aria-hidden="true" />
        </button>
      </h1>
      {(found ?? count) ? (
        <span role={found ? "status" : undefined} className="ms-1 shrink-0 text-12 text-faint">
          {found ?? count}
        </span>
      ) : null}
      <span className="flex-1" />
      {place.kind === "search" ? <SaveSearchButton text={place.text} /> : null}
      {place.kind === "box" ? <LookButtons place={place} /> : null}
      <Menu
        trigger={
          <IconButton label={t("more")}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={[
          {
            label: tMail("act.selectAll"),
            keys: keymap["list.selectAll"].at(-1),
            isDisabled: list.rows.length === 0,
            onSelect: selection.selectAll,
          },
          {
            label: tListing("select.title"),
            isDisabled: list.rows.length === 0,
            entries: [
              {
                label: tListing("select.unread"),
                keys: keymap["list.selectUnread"][0],
                onSelect: () => selection.selectWhere((row) => row.unread > 0),
              },
              {
                label: tListing("select.read"),
                keys: keymap["list.selectRead"][0],
                onSelect: () => selection.selectWhere((row) => row.unread === 0),
              },
              {
                label: tListing("select.starred"),
                keys: keymap["list.selectStarred"][0],
                onSelect: () => selection.selectWhere((row) => row.isFlagged),
              },
              {
                label: tListing("select.unstarred"),
                keys: keymap["list.selectUnstarred"][0],
                onSelect: () => selection.selectWhere((row) => !row.isFlagged),
              },
            ],
          },
          ...(place.kind === "box" && place.sort === "date"
            ? [{ label: tListing("jump.open"), onSelect: () => setIsJumping(true) }]
            : []),
          "separator",
          {
            label: tListing("layout.title"),
            entries: layouts.map((layout) => ({
              label: tListing(`layout.${layout}`),
              isChecked: settings.layout === layout,
              onSelect: () => set("mail.layout", layout),
            })),
          },
          {
            label: tListing("grouping.title"),
            entries: (["conversations", "messages"] as const).map((grouping) => ({
              label: tListing(`grouping.${grouping}`),
              isChecked: settings.grouping === grouping,
              onSelect: () => set("mail.grouping", grouping),
            })),
          },
          {
            label: t("density.title"),
            entries: (["comfortable", "compact"] as const).map((density) => ({
              label: t(`density.${density}`),
              isChecked: settings.density === density,
              onSelect: () => set("ui.density", density),
            })),
          },
          ...(place.kind === "search" && place.text.trim() !== ""
            ? ([
                "separator",
                {
                  label: tMail("folder.export"),
                  isDisabled: list.rows.length === 0,
                  onSelect: () => asks.ask({ kind: "export-search", text: place.text }),
                },
              ] as const)
            : []),
          ...(mailbox ? (["separator", ...folderEntries(mailbox, asks, tMail)] as const) : []),
        ]}
      />
      {isJumping ? <JumpDialog list={list} isOpen onClose={() => setIsJumping(false)} /> : null}
    </Bar>
  );
}

function SelectionBar({ list, verbsFor }: Pick<ListHeaderProps, "list" | "verbsFor">) {
  const t = useTranslations("list");
  const tMail = useTranslations("mail");
  const { selection, rows } = list;
  const chosen = rows.filter((row) => selection.ids.has(row.id));
  const isAll = chosen.length === rows.length;
  const verbs = verbsFor(chosen);
  const mostShown = useIsNarrow() ? 3 : 4;
  return (
    <Bar>
      <Checkbox
        checked={isAll ? true : "mixed"}
        onChange={() => (isAll ? selection.clear() : selection.selectAll())}
        label={tMail("act.selectAll")}
        className="me-1.5"
      />
      <h1 className="min-w-0 truncate text-13 font-medium">
        <span role="status">
          {t("selected", { count: selection.isWhole ? (list.data?.total ?? chosen.length) : chosen.length })}
        </span>
      </h1>
      <span className="flex-1" />
      {verbs.slice(0, mostShown).map((verb) => (
        <IconButton key={verb.id} label={verb.label} keys={verb.keys} onClick={verb.run}>
          {verb.icon}
        </IconButton>
      ))}
      <Menu
        trigger={
          <IconButton label={t("more")}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={menuOf(verbs.slice(mostShown))}
      />
      <IconButton label={t("clearSelection")} keys="Esc" onClick={selection.clear}>
        <X aria-hidden="true" />
      </IconButton>
    </Bar>
  );
}

function Bar({ children }: { children: ReactNode }) {
  return <div className="flex h-11 shrink-0 items-center gap-0.5 border-b ps-4 pe-2">{children}</div>;
}
