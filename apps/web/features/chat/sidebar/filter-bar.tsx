import { IconButton, Menu } from "@carbyne/ui";
import { ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RoomFilter, roomFilters } from "./room-filter.ts";

export interface FilterBarProps {
  text: string;
  onText: (text: string) => void;
  filter: RoomFilter;
  onFilter: (filter: RoomFilter) => void;
}

/** Narrows the rooms by words of their names and by what they are. */
export function FilterBar({ text, onText, filter, onFilter }: FilterBarProps) {
  const t = useTranslations("chat.sidebar");
  return (
    <div role="search" aria-label={t("filter")} className="flex items-center gap-1 px-2 pt-2">
      <input
        type="search"
        aria-label={t("filter")}
        placeholder={t("filter")}
        value={text}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || text === "") return;
          event.stopPropagation();
          onText("");
        }}
        className="h-7 min-w-0 flex-1 rounded-1 border bg-sunken px-2 text-13 outline-none transition-colors placeholder:text-faint focus:border-focus focus:bg-surface max-md:h-11 max-md:text-16 [&::-webkit-search-cancel-button]:hidden"
      />
      <Menu
        trigger={
          <IconButton label={t("filterBy", { what: t(`filters.${filter}`) })} size="small" isOn={filter !== "all"}>
            <ListFilter aria-hidden="true" />
          </IconButton>
        }
        entries={roomFilters.map((one) => ({
          label: t(`filters.${one}`),
          isChecked: one === filter,
          onSelect: () => onFilter(one),
        }))}
      />
    </div>
  );
}
