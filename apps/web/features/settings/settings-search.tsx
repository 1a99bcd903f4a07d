import { IconButton, Kbd } from "@carbyne/ui";
import { clsx } from "clsx";
import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { type Command, useCommands } from "../../client/commands.ts";
import { useKey } from "../../client/keys/keymap-store.ts";
import { goTo } from "../../client/place.ts";
import { sections } from "./sections.tsx";
import { useFoundSettings } from "./use-found-settings.ts";

/** Finds a single setting by its words, and goes to it. */
export function SettingsSearch() {
  const t = useTranslations("settings");
  const id = useId();
  const searchKey = useKey("frame.search");
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isActive, setIsActive] = useState(false);
  const [at, setAt] = useState(0);
  const found = useFoundSettings(text);
  const isOpen = isActive && text.trim() !== "";
  const commands = useMemo(
    (): Command[] => [
      {
        id: "settings.search",
        label: t("find.label"),
        section: t("title"),
        icon: <Search aria-hidden="true" />,
        action: "frame.search",
        run: () => input.current?.focus(),
      },
    ],
    [t],
  );
  useCommands(commands);
  useEffect(() => {
    document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [id, at]);

  const type = (next: string) => {
    setText(next);
    setAt(0);
    setIsActive(true);
  };
  const close = () => {
    setText("");
    setIsActive(false);
    input.current?.blur();
  };
  const choose = (href: string | undefined) => {
    if (href === undefined) return;
    close();
    goTo(href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(found[at]?.href);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length > 0) {
      event.preventDefault();
      setAt((now) => (now + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length);
    }
  };

  return (
    <search
      className="relative max-w-[560px] min-w-0 flex-[1_1_560px]"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setIsActive(false)}
    >
      <div className="flex h-8 items-center gap-2 rounded-2 border bg-sunken ps-2.5 pe-1 text-13 transition-colors focus-within:border-focus focus-within:bg-surface max-md:h-10 max-md:text-15">
        <Search size={16} className="shrink-0 text-faint" aria-hidden="true" />
        <input
          ref={input}
          type="search"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          value={text}
          aria-label={t("find.label")}
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-list` : undefined}
          aria-activedescendant={isOpen && found.length > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          placeholder={t("find.label")}
          onFocus={() => setIsActive(true)}
          onKeyDown={onKeyDown}
          onChange={(event) => type(event.target.value)}
          className="h-full min-w-0 flex-1 bg-transparent text-ellipsis outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
        />
        {text === "" ? (
          <span className="max-md:hidden">{searchKey === undefined ? null : <Kbd keys={searchKey} />}</span>
        ) : (
          <IconButton
            label={t("find.clear")}
            size="small"
            className="size-6! max-md:size-11!"
            onClick={() => {
              type("");
              input.current?.focus();
            }}
          >
            <X aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {isOpen ? (
        <div className="absolute inset-x-0 top-full z-20 mt-1 overflow-hidden rounded-2 border bg-raised shadow-floating">
          <p role="status" className={clsx(found.length > 0 ? "sr-only" : "px-4 py-6 text-center text-13 text-muted")}>
            {found.length > 0 ? t("find.count", { count: found.length }) : t("find.none", { text: text.trim() })}
          </p>
          <ul
            id={`${id}-list`}
            role="listbox"
            aria-label={t("find.results")}
            // The list itself scrolls: it is what the keys of the field move in.
            className={clsx("max-h-[min(420px,60dvh)] overflow-y-auto", found.length > 0 && "p-1")}
          >
            {found.map((hit, index) => (
              <li
                key={hit.href}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                // A press would take the focus away from the field and close the list before the click.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => choose(hit.href)}
                className={clsx(
                  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-1 px-2 py-1 text-13 max-md:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-faint",
                  index === at ? "bg-hover" : "hover:bg-hover",
                )}
              >
                {sections[hit.section].icon}
                <span className="min-w-0 flex-1 font-medium">{hit.label}</span>
                <span className="shrink-0 text-12 text-faint">{hit.where}</span>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </search>
  );
}
