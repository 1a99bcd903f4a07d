import { Avatar, Pill } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type Ref, useId, useState } from "react";
import { usePeople } from "../api.ts";
import type { Person } from "../types.ts";
import { looksLikeAddress, parseAddresses, withPeople } from "./parse-addresses.ts";
import { Suggestions } from "./suggestions.tsx";

export interface RecipientsFieldProps {
  label: string;
  people: readonly Person[];
  onChange: (people: Person[]) => void;
  input?: Ref<HTMLInputElement>;
  error?: string | undefined;
  end?: ReactNode;
}

/** People as chips; typing suggests, a list that is pasted is taken apart. */
export function RecipientsField({ label, people, onChange, input, error, end }: RecipientsFieldProps) {
  const t = useTranslations("composer");
  const id = useId();
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = usePeople(text.trim());
  const taken = new Set(people.map((one) => one.address.toLowerCase()));
  const suggested = (found.data ?? []).filter((one) => !taken.has(one.address.toLowerCase())).slice(0, 8);
  const isSuggesting = isOpen && text.trim() !== "" && suggested.length > 0;

  const add = (more: readonly Person[]) => {
    onChange(withPeople(people, more));
    setText("");
    setAt(0);
  };
  const take = (event: KeyboardEvent) => {
    event.preventDefault();
    const chosen = isSuggesting ? suggested[at] : undefined;
    // What is typed is an address already: the suggestion is only an offer.
    if (chosen && !(at === 0 && looksLikeAddress(text.trim()))) add([chosen]);
    else add(parseAddresses(text));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" && isSuggesting) {
      event.preventDefault();
      setAt((at + 1) % suggested.length);
    } else if (event.key === "ArrowUp" && isSuggesting) {
      event.preventDefault();
      setAt((at + suggested.length - 1) % suggested.length);
    } else if (event.key === "Escape" && isSuggesting) {
      event.stopPropagation();
      event.preventDefault();
      setIsOpen(false);
    } else if (event.key === "Backspace" && text === "" && people.length > 0) onChange(people.slice(0, -1));
    else if (text.trim() !== "" && (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey))) take(event);
    else if (event.key === "Enter") event.preventDefault();
    else if ((event.key === "," || event.key === ";") && !text.includes('"')) {
      event.preventDefault();
      if (text.trim() !== "") add(parseAddresses(text));
    } else if (event.key === " " && looksLikeAddress(text.trim())) {
      event.preventDefault();
      add(parseAddresses(text));
    }
  };

  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData("text/plain");
    if (!pasted.includes("@")) return;
    event.preventDefault();
    add(parseAddresses(`${text}${pasted}`));
  };

  const edit = (person: Person) => {
    onChange(people.filter((one) => one !== person));
    setText(person.name ? `${person.name} <${person.address}>` : person.address);
    document.getElementById(id)?.focus();
  };

  return (
    <div className="relative border-b px-4 py-1.5">
      <div className="flex items-start gap-2">
        <label htmlFor={id} className="w-7 shrink-0 pt-[3px] text-14 text-muted max-md:pt-3">
          {label}
        </label>
        <div className="flex max-h-36 min-w-0 flex-1 flex-wrap items-center gap-1 overflow-y-auto">
          {people.map((person) => (
            <span key={person.address} className="max-w-full" onDoubleClick={() => edit(person)}>
              <Pill
                lead={<Avatar name={person.name} address={person.address} size={20} />}
                text={person.name || person.address}
                title={person.name ? `${person.name} <${person.address}>` : person.address}
                isInvalid={!looksLikeAddress(person.address)}
                removeLabel={t("removePerson", { name: person.name || person.address })}
                onRemove={() => onChange(people.filter((one) => one !== person))}
              />
            </span>
          ))}
          <input
            id={id}
            ref={input}
            value={text}
            role="combobox"
            aria-expanded={isSuggesting}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={isSuggesting ? `${id}-list-${at}` : undefined}
            aria-invalid={error !== undefined}
            aria-describedby={error === undefined ? undefined : `${id}-error`}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            inputMode="email"
            onChange={(event) => {
              setText(event.target.value);
              setIsOpen(true);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            onBlur={() => {
              setIsOpen(false);
              if (text.trim() !== "") add(parseAddresses(text));
            }}
            className="h-[26px] min-w-24 flex-1 bg-transparent text-14 outline-none max-md:h-11 max-md:text-16"
          />
        </div>
        {end}
      </div>
      {error === undefined ? null : (
        <p id={`${id}-error`} role="alert" className="ps-9 text-13 text-danger">
          {error}
        </p>
      )}
      {isSuggesting ? (
        <Suggestions
          id={`${id}-list`}
          label={t("suggestions")}
          people={suggested}
          at={at}
          onChoose={(one) => add([one])}
        />
      ) : null}
    </div>
  );
}
