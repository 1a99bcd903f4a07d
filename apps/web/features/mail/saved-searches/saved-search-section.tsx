import { ContextMenu, type MenuEntry } from "@carbyne/ui";
import { ArrowDown, ArrowUp, FolderSearch, PenLine, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { SidebarHeading } from "../../frame/sidebar-row.tsx";
import { type MailPlace, searchHref } from "../place.ts";
import { TintedRow } from "../sidebar/tinted-row.tsx";
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
  const { unread, isMore } = useFoundCount(search.query);
  return (
    <ContextMenu entries={entries}>
      <div>
        <TintedRow
          href={searchHref(search.query)}
          icon={FolderSearch}
          tint={search.tint}
          label={search.name}
          unread={{ count: unread, isMore, label: t("unread", { count: unread }) }}
          isCurrent={isCurrent}
          isFolded={isFolded}
          menuLabel={t("menu", { name: search.name })}
          entries={entries}
          onGo={props.onGo}
        />
      </div>
    </ContextMenu>
  );
}
