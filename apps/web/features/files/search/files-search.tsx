import { Kbd } from "@carbyne/ui";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import { useKey } from "../../../client/keys/keymap-store.ts";
import { goTo, replaceWith } from "../../../client/place.ts";
import { type FilesPlace, filesSearchHref, folderHref } from "../place.ts";

const pauseMs = 250;

/** Finds files and folders by a part of their name, by words in them, and by operators such as `type:`. */
export function FilesSearch({ place }: { place: FilesPlace }) {
  const t = useTranslations("files");
  const searchKey = useKey("frame.search");
  const input = useRef<HTMLInputElement>(null);
  const shown = place.kind === "search" ? place.text : "";
  const [text, setText] = useState(shown);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const searched = useRef(shown);
  useEffect(() => {
    if (shown === searched.current) return;
    // What was still to be looked for is overtaken.
    clearTimeout(timer.current);
    searched.current = shown;
    setText(shown);
  }, [shown]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const search = (wanted: string) => {
    clearTimeout(timer.current);
    searched.current = wanted.trim();
    const href = wanted.trim() === "" ? folderHref(null) : filesSearchHref(wanted.trim());
    // Each letter is no step of the history.
    if (place.kind === "search") replaceWith(href);
    else if (wanted.trim() !== "") goTo(href);
  };
  const commands = useMemo(
    (): Command[] => [
      {
        id: "files.search",
        label: t("search"),
        section: t("title"),
        icon: <Search aria-hidden="true" />,
        action: "frame.search",
        run: () => input.current?.select(),
      },
    ],
    [t],
  );
  useCommands(commands);

  return (
    <form
      role="search"
      className="flex h-8 max-w-[560px] flex-[1_1_560px] items-center gap-2 rounded-2 border bg-sunken ps-2.5 pe-1 text-13 transition-colors focus-within:border-focus focus-within:bg-surface max-md:h-10 max-md:text-16"
      onSubmit={(event) => {
        event.preventDefault();
        search(text);
        input.current?.blur();
      }}
    >
      <Search size={16} className="shrink-0 text-faint" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={text}
        maxLength={1000}
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
        className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {text === "" ? (
        <span className="pe-1 max-md:hidden">{searchKey === undefined ? null : <Kbd keys={searchKey} />}</span>
      ) : null}
    </form>
  );
}
