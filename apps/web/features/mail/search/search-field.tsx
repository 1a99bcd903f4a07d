import { IconButton, Kbd } from "@carbyne/ui";
import { Search, SlidersHorizontal, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useEffect, useId, useState } from "react";
import { useKey } from "../../../client/keys/keymap-store.ts";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { goTo } from "../../../client/place.ts";
import { boxHref, type MailPlace, searchHref } from "../place.ts";
import { useRecentSearches } from "./recent.ts";
import { SearchHints } from "./search-hints.tsx";
import { SuggestionList } from "./suggestion-list.tsx";
import { type Suggestion, useSuggestions } from "./use-suggestions.ts";

/** Few searches need the form, so the first page does not carry it. */
const SearchForm = lazyLayer(() => import("./search-form.tsx").then((module) => module.SearchForm), {
  cancel: ({ onClose }) => onClose(),
});

export interface SearchFieldProps {
  place: MailPlace;
  input: RefObject<HTMLInputElement | null>;
}

/** Searches all mail. While it has the focus it offers what could be meant, and how a search can be narrowed down. */
export function SearchField({ place, input }: SearchFieldProps) {
  const t = useTranslations("search");
  const id = useId();
  const searchKey = useKey("frame.search");
  const shown = place.kind === "search" ? place.text : "";
  const [text, setText] = useState(shown);
  const [isActive, setIsActive] = useState(false);
  const [isFormOpen, setIsFormOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const { remember } = useRecentSearches();
  const suggestions = useSuggestions(text, isActive);
  useEffect(() => setText(shown), [shown]);
  // Somebody came to search, as by the shortcut of an installed Carbyne.
  const isEmptySearch = place.kind === "search" && shown === "" && place.conversationId === null;
  useEffect(() => {
    if (isEmptySearch) input.current?.focus();
  }, [isEmptySearch, input]);
  const hasList = isActive && suggestions.length > 0;
  const chosen = hasList ? suggestions[at] : undefined;

  const type = (next: string) => {
    setText(next);
    setAt(-1);
    setIsActive(true);
  };
  const searchFor = (wanted: string) => {
    const trimmed = wanted.trim();
    if (trimmed === "") return;
    remember(trimmed);
    setText(trimmed);
    setAt(-1);
    setIsActive(false);
    // Who has chosen an order keeps it while searching on.
    goTo(searchHref(trimmed, null, place.kind === "search" ? place.sort : "date"));
    input.current?.blur();
  };
  const choose = (suggestion: Suggestion) => {
    if (suggestion.kind === "hit") {
      setIsActive(false);
      input.current?.blur();
      goTo(suggestion.href);
    } else if (suggestion.kind === "recent") searchFor(suggestion.text);
    else {
      type(suggestion.text);
      input.current?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      if (hasList && at >= 0) return setAt(-1);
      setText(shown);
      setIsActive(false);
      input.current?.blur();
    } else if (hasList && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const count = suggestions.length + 1;
      setAt((now) => ((now + 1 + (event.key === "ArrowDown" ? 1 : count - 1)) % count) - 1);
    } else if (event.key === "Tab" && !event.shiftKey && chosen && chosen.kind !== "hit") {
      event.preventDefault();
      choose(chosen);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      choose(chosen);
    }
  };

  return (
    <search className="relative max-w-[560px] min-w-0 flex-[1_1_560px]">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          searchFor(text);
        }}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setIsActive(false)}
      >
        <div className="flex h-8 items-center gap-2 rounded-2 border bg-sunken ps-2.5 pe-1 text-13 transition-colors focus-within:border-focus focus-within:bg-surface max-md:h-10 max-md:text-15">
          <Search size={16} className="shrink-0 text-faint" aria-hidden="true" />
          <input
            ref={input}
            type="search"
            role="combobox"
            enterKeyHint="search"
            autoComplete="off"
            spellCheck={false}
            value={text}
            aria-label={t("label")}
            aria-expanded={hasList}
            aria-controls={hasList ? `${id}-list` : undefined}
            aria-activedescendant={chosen ? `${id}-list-${at}` : undefined}
            aria-autocomplete="list"
            placeholder={t("placeholder")}
            onFocus={() => setIsActive(true)}
            onKeyDown={onKeyDown}
            onChange={(event) => type(event.target.value)}
            className="h-full min-w-0 flex-1 bg-transparent text-ellipsis outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
          />
          {text === "" ? (
            <span className="max-md:hidden">{searchKey === undefined ? null : <Kbd keys={searchKey} />}</span>
          ) : (
            <IconButton
              label={t("clear")}
              size="small"
              className="size-6! max-md:size-11!"
              onClick={() => {
                type("");
                if (place.kind === "search") goTo(boxHref("inbox"));
                else input.current?.focus();
              }}
            >
              <X aria-hidden="true" />
            </IconButton>
          )}
          <IconButton
            label={t("advanced")}
            size="small"
            className="size-6! max-md:size-11!"
            onClick={() => {
              setIsActive(false);
              setIsFormOpen(true);
            }}
          >
            <SlidersHorizontal aria-hidden="true" />
          </IconButton>
        </div>
        {isActive && (hasList || text.trim() === "") ? (
          <div className="absolute start-0 end-0 top-full z-20 mt-1.5 max-h-[70dvh] max-md:end-auto max-md:w-[calc(100vw-24px)] overflow-auto rounded-2 border bg-raised shadow-floating animate-appear">
            {hasList ? (
              <SuggestionList
                id={`${id}-list`}
                label={t("suggestions")}
                suggestions={suggestions}
                at={at}
                onChoose={choose}
              />
            ) : null}
            {text.trim() === "" ? (
              <div className={hasList ? "border-t p-3" : "p-3"}>
                <SearchHints
                  onChoose={(operator) => {
                    type(`${text.trim()} ${operator}`.trimStart());
                    input.current?.focus();
                  }}
                />
              </div>
            ) : null}
          </div>
        ) : null}
      </form>
      {isFormOpen ? <SearchForm isOpen text={text} onClose={() => setIsFormOpen(false)} onSearch={searchFor} /> : null}
    </search>
  );
}
