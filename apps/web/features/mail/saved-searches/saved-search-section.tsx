import { ContextMenu, IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { ArrowDown, ArrowUp, Ellipsis, FolderSearch, PenLine, Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type CSSProperties, useState } from "react";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { SidebarHeading, SidebarRow } from "../../frame/sidebar-row.tsx";
import { type MailPlace, searchHref } from "../place.ts";
import { type SavedSearch, useFoundCount, useRemoveSavedSearch, useSavedSearches, useSavedSearchVerbs } from "./api.ts";

const SavedSearchDialog = lazyLayer(
  () => import("./saved-search-dialog.tsx").then((module) => module.SavedSearchDialog),
  {
    cancel: ({ onClose }) => onClose(),
  },
);

interface SectionProps {
  isFolded: boolean;
  place: MailPlace;
  onGo?: (() => void) | undefined;
}

/** The person's saved searches, each like a folder of what it finds. */
export function SavedSearchSection({ isFolded, place, onGo }: SectionProps) {
  const t = useTranslations("saved");
  const searches = useSavedSearches();
  const remove = useRemoveSavedSearch();
  const { order } = useSavedSearchVerbs();
  const [edited, setEdited] = useState<SavedSearch | null>(null);
  if (searches.length === 0) return null;

  const swap = (at: number, by: 1 | -1) => {
    const ids = searches.map((search) => search.id);
    const [moved] = ids.splice(at, 1);
    if (moved !== undefined) ids.splice(at + by, 0, moved);
    order.mutate(ids);
  };
  const entriesOf = (search: SavedSearch, at: number): MenuEntry[] => [
    { label: t("edit"), icon: <PenLine aria-hidden="true" />, onSelect: () => setEdited(search) },
    { label: t("up"), icon: <ArrowUp aria-hidden="true" />, isDisabled: at === 0, onSelect: () => swap(at, -1) },
    {
      label: t("down"),
      icon: <ArrowDown aria-hidden="true" />,
      isDisabled: at === searches.length - 1,
      onSelect: () => swap(at, 1),
    },
    "separator",
    { label: t("remove"), icon: <Trash2 aria-hidden="true" />, isDanger: true, onSelect: () => void remove(search) },
  ];
  return (
    <>
      <SidebarHeading text={t("heading")} isFolded={isFolded} />
      {searches.map((search, at) => (
        <SavedSearchRow
          key={search.id}
          search={search}
          isCurrent={place.kind === "search" && place.text === search.query}
          isFolded={isFolded}
          entries={entriesOf(search, at)}
          onGo={onGo}
        />
      ))}
      {edited ? <SavedSearchDialog search={edited} query={edited.query} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function SavedSearchRow(props: {
  search: SavedSearch;
  isCurrent: boolean;
  isFolded: boolean;
  entries: readonly MenuEntry[];
  onGo: (() => void) | undefined;
}) {
  const { search, isCurrent, isFolded, entries } = props;
  const t = useTranslations("saved");
  const format = useFormatter();
  const { unread, isMore } = useFoundCount(search.query);
  const href = searchHref(search.query);
  const count = `${format.number(unread)}${isMore ? "+" : ""}`;
  return (
    <ContextMenu entries={entries}>
      <div>
        <SidebarRow
          href={href}
          draggable={false}
          icon={
            <FolderSearch
              aria-hidden="true"
              style={{ "--h": `var(--p${search.tint})` } as CSSProperties}
              className="tint bg-transparent!"
            />
          }
          label={search.name}
          count={unread > 0 ? count : undefined}
          countLabel={unread > 0 ? t("unread", { count: unread }) : undefined}
          isCurrent={isCurrent}
          isStrong={unread > 0}
          isFolded={isFolded}
          onClick={(event) => {
            if (!isPlainClick(event)) return;
            event.preventDefault();
            goTo(href);
            props.onGo?.();
          }}
          act={
            isFolded ? undefined : (
              <Menu
                trigger={
                  <IconButton label={t("menu", { name: search.name })} size="small" className="size-7!">
                    <Ellipsis aria-hidden="true" />
                  </IconButton>
                }
                align="start"
                entries={entries}
              />
            )
          }
        />
      </div>
    </ContextMenu>
  );
}
