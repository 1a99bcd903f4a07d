import { Kbd } from "@carbyne/ui";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { type Command, useCommands } from "../../../client/commands.ts";
import { useKey } from "../../../client/keys/keymap-store.ts";
import { goTo, replaceWith } from "../../../client/place.ts";
import { type ChatPlace, chatSearchHref } from "../place.ts";

const pauseMs = 250;

/** Finds what was said, in all rooms. */
export function ChatSearch({ place }: { place: ChatPlace }) {
  const t = useTranslations("chat");
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
  // Who comes to search a room has still to say what for.
  const isAsking = place.kind === "search" && place.text === "";
  useEffect(() => {
    if (isAsking) input.current?.focus();
  }, [isAsking]);

  const search = (wanted: string) => {
    clearTimeout(timer.current);
    searched.current = wanted.trim();
    const isSearch = place.kind === "search";
    const href = wanted.trim() === "" ? "/chat" : chatSearchHref(wanted.trim(), isSearch ? place.roomId : null);
    // Each letter is no step of the history.
    if (isSearch) replaceWith(href);
    else if (wanted.trim() !== "") goTo(href);
  };
  const commands = useMemo(
    (): Command[] => [
      {
        id: "chat.search",
        label: t("places.search"),
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
        aria-label={t("places.search")}
        placeholder={t("places.search")}
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
