import { Kbd } from "@carbyne/ui";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { type Command, useCommands } from "../../client/commands.ts";
import { useKey } from "../../client/keys/keymap-store.ts";
import { goTo, replaceWith } from "../../client/place.ts";
import { type AdminPlace, adminHref } from "./admin-place.ts";

const pauseMs = 200;

/** Finds lists on their page and accounts from every other one, by name or address. */
export function AdminSearch({ place }: { place: AdminPlace }) {
  const t = useTranslations("admin");
  const page = place.page === "lists" ? "lists" : "accounts";
  const label = page === "lists" ? t("searchLists") : t("search");
  const searchKey = useKey("frame.search");
  const input = useRef<HTMLInputElement>(null);
  const shown = place.filter.text ?? "";
  const [text, setText] = useState(shown);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const searched = useRef(shown);
  // Back and forward change what is looked for; an answer to what was typed before must not.
  useEffect(() => {
    if (shown === searched.current) return;
    searched.current = shown;
    setText(shown);
  }, [shown]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (wanted: string) => {
    clearTimeout(timer.current);
    searched.current = wanted.trim();
    const { text: _before, ...rest } = place.filter;
    const filter = wanted.trim() === "" ? rest : { ...rest, text: wanted.trim() };
    // Each letter is no step of the history.
    if (place.page === page) replaceWith(adminHref(page, { filter }));
    else goTo(adminHref(page, { filter }));
  };
  const commands = useMemo(
    (): Command[] => [
      {
        id: "admin.search",
        label,
        section: t("title"),
        icon: <Search aria-hidden="true" />,
        action: "frame.search",
        run: () => input.current?.select(),
      },
    ],
    [t, label],
  );
  useCommands(commands);

  return (
    <form
      role="search"
      className="flex h-8 max-w-[560px] min-w-0 flex-[1_1_560px] items-center gap-2 rounded-2 border bg-sunken ps-2.5 pe-1 text-13 transition-colors focus-within:border-focus focus-within:bg-surface max-md:h-10 max-md:text-16"
      onSubmit={(event) => {
        event.preventDefault();
        search(text);
      }}
    >
      <Search size={16} className="shrink-0 text-faint" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        value={text}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          const wanted = event.target.value;
          setText(wanted);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => search(wanted), pauseMs);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (text !== "") {
            setText("");
            search("");
          } else event.currentTarget.blur();
        }}
        className="h-full min-w-0 flex-1 bg-transparent text-ellipsis outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {text === "" ? (
        <span className="pe-1 max-md:hidden">{searchKey === undefined ? null : <Kbd keys={searchKey} />}</span>
      ) : null}
    </form>
  );
}
