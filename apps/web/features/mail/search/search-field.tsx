import { IconButton, Kbd } from "@carbyne/ui";
import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useState } from "react";
import { goTo } from "../../../client/place.ts";
import { boxHref, type MailPlace, searchHref } from "../place.ts";
import { SearchHints } from "./search-hints.tsx";

export interface SearchFieldProps {
  place: MailPlace;
  input: RefObject<HTMLInputElement | null>;
}

/** Searches all mail. While it has the focus it says how a search can be narrowed down. */
export function SearchField({ place, input }: SearchFieldProps) {
  const t = useTranslations("search");
  const shown = place.kind === "search" ? place.text : "";
  const [text, setText] = useState(shown);
  const [isActive, setIsActive] = useState(false);
  useEffect(() => setText(shown), [shown]);

  const submit = () => {
    if (text.trim() === "") return;
    goTo(searchHref(text.trim()));
    input.current?.blur();
  };

  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onFocus={() => setIsActive(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setIsActive(false)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        setText(shown);
        input.current?.blur();
      }}
      className="relative max-w-[560px] flex-[1_1_560px]"
    >
      <div className="flex h-8 items-center gap-2 rounded-2 border bg-sunken ps-2.5 pe-1 text-13 transition-colors focus-within:border-focus focus-within:bg-surface max-md:h-10 max-md:text-[15px]">
        <Search size={16} className="shrink-0 text-faint" aria-hidden="true" />
        <input
          ref={input}
          type="search"
          enterKeyHint="search"
          value={text}
          aria-label={t("label")}
          placeholder={t("placeholder")}
          onChange={(event) => setText(event.target.value)}
          className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
        />
        {text === "" ? (
          <span className="pe-1 max-md:hidden">
            <Kbd keys="/" />
          </span>
        ) : (
          <IconButton
            label={t("clear")}
            size="small"
            className="size-6!"
            onClick={() => {
              setText("");
              if (place.kind === "search") goTo(boxHref("inbox"));
              else input.current?.focus();
            }}
          >
            <X aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {isActive ? (
        <div className="absolute inset-x-0 top-full z-20 mt-1.5 max-h-[70dvh] overflow-auto rounded-2 border bg-raised p-3 shadow-floating animate-appear">
          <SearchHints
            onChoose={(operator) => {
              setText((now) => `${now.trim()} ${operator}`.trimStart());
              input.current?.focus();
            }}
          />
        </div>
      ) : null}
    </form>
  );
}
