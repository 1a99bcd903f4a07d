import type { MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useId,
  useRef,
  useState,
} from "react";
import { usePeople } from "../api.ts";
import type { Person } from "../types.ts";
import { formatPerson, looksLikeAddress, parseAddresses, withPeople } from "./parse-addresses.ts";
import { arePeopleDragged, dragPeople, dropPeople, endDrag } from "./recipients/dragged-people.ts";
import { ChipEditor, PersonChip } from "./recipients/person-chip.tsx";
import { useChips } from "./recipients/use-chips.ts";
import { useLists } from "./recipients/use-lists.tsx";
import { Suggestions } from "./suggestions.tsx";

export interface RecipientsFieldProps {
  label: string;
  people: readonly Person[];
  onChange: (people: Person[]) => void;
  input?: RefObject<HTMLInputElement | null>;
  error?: string | undefined;
  end?: ReactNode;
  /** In a form: a box whose label is for screen readers only, for the form says what it is for. */
  isBoxed?: boolean;
  /** Other fields that people can be moved to. */
  moves?: readonly { label: string; onMove: (people: readonly Person[]) => void }[];
}

/** People as chips; typing suggests, a list that is pasted is taken apart, chips are dragged from field to field. */
export function RecipientsField(props: RecipientsFieldProps) {
  const { label, people, onChange, error, end, isBoxed = false, moves = [] } = props;
  const t = useTranslations("composer");
  const tChips = useTranslations("recipients");
  const id = useId();
  const ownInput = useRef<HTMLInputElement>(null);
  const input = props.input ?? ownInput;
  const [text, setText] = useState("");
  const [isOpen, setIsOpen] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const [at, setAt] = useState(0);
  const chips = useChips({ people, onChange, input });
  const lists = useLists({ people, onChange });
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
    if (chosen && !(at === 0 && looksLikeAddress(text.trim()))) add([{ name: chosen.name, address: chosen.address }]);
    else add(parseAddresses(text));
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || chips.onFieldKey(event) || event.ctrlKey || event.metaKey) return;
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
    } else if (text.trim() !== "" && (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey))) take(event);
    else if (event.key === "Enter") event.preventDefault();
    else if ((event.key === "," || event.key === ";") && !text.includes('"')) {
      event.preventDefault();
      if (text.trim() !== "") add(parseAddresses(text));
    } else if (event.key === " " && looksLikeAddress(text.trim())) {
      event.preventDefault();
      add(parseAddresses(text));
    }
  };

  const onChipKey = (event: KeyboardEvent, person: Person, index: number) => {
    const expand = event.key === "+" ? lists.chipOf(person)?.expand : null;
    if (!expand) return chips.onChipKey(event, index);
    event.preventDefault();
    event.stopPropagation();
    input.current?.focus();
    expand.onExpand();
  };

  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData("text/plain");
    if (!pasted.includes("@")) return;
    event.preventDefault();
    add(parseAddresses(`${text}${pasted}`));
  };

  const entriesFor = (person: Person, index: number): MenuEntry[] => [
    ...lists.entriesOf(person),
    { label: tChips("edit"), keys: "Enter", onSelect: () => setTimeout(() => chips.edit(index)) },
    { label: tChips("copy"), onSelect: () => void navigator.clipboard.writeText(formatPerson(person)) },
    ...(moves.length > 0 ? (["separator"] as const) : []),
    ...moves.map(({ label: to, onMove }) => ({
      label: tChips("moveTo", { field: to }),
      onSelect: () => {
        onChange(people.filter((one) => one !== person));
        onMove([person]);
      },
    })),
    "separator",
    { label: tChips("remove"), keys: "Del", onSelect: () => onChange(people.filter((one) => one !== person)) },
  ];

  return (
    <div
      className={clsx(
        "relative py-1.5",
        isBoxed ? "rounded-1 border border-strong bg-surface px-2 focus-within:border-accent" : "border-b px-4",
        isOver && "bg-accent-soft",
      )}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) chips.clear();
      }}
      onCopy={chips.onCopy}
      onCut={chips.onCopy}
      onDragOver={(event) => {
        if (!arePeopleDragged()) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        setIsOver(false);
        if (!arePeopleDragged()) return;
        event.preventDefault();
        const dropped = dropPeople();
        // Those that were dragged within this field stay where they are.
        if (!dropped.every((one) => people.includes(one))) onChange(withPeople(people, dropped));
      }}
    >
      <div className="flex items-start gap-2">
        <label htmlFor={id} className={isBoxed ? "sr-only" : "w-7 shrink-0 pt-[3px] text-14 text-muted max-md:pt-3"}>
          {label}
        </label>
        <div className="flex max-h-36 min-w-0 flex-1 flex-wrap items-center gap-1 overflow-y-auto">
          {people.map((person, index) =>
            chips.editing === index ? (
              <ChipEditor
                key={person.address}
                label={tChips("edit")}
                text={formatPerson(person)}
                onDone={chips.finishEdit}
              />
            ) : (
              <span key={person.address} className="max-w-full" onKeyDown={(event) => onChipKey(event, person, index)}>
                <PersonChip
                  person={person}
                  chip={chips.chipRef(index)}
                  isSelected={chips.isSelected(index)}
                  list={lists.chipOf(person)}
                  entries={entriesFor(person, index)}
                  onFocus={() => {
                    if (!chips.isSelected(index)) chips.select(index);
                  }}
                  onEdit={() => chips.edit(index)}
                  onRemove={() => onChange(people.filter((one) => one !== person))}
                  onDragStart={(event) => {
                    const dragged = chips.isSelected(index) ? chips.selected() : [person];
                    dragPeople(event, {
                      people: dragged,
                      remove: () => onChange(people.filter((one) => !dragged.includes(one))),
                    });
                  }}
                  onDragEnd={endDrag}
                />
              </span>
            ),
          )}
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
            onFocus={chips.clear}
            onBlur={() => {
              setIsOpen(false);
              if (text.trim() !== "") add(parseAddresses(text));
            }}
            // Takes no line of its own while nobody types in it.
            className={clsx(
              "h-[26px] flex-1 bg-transparent text-14 outline-none focus:min-w-24 max-md:h-11 max-md:text-16",
              people.length > 0 && text === "" ? "w-2 min-w-2" : "min-w-24",
            )}
          />
        </div>
        {end}
      </div>
      {error === undefined ? null : (
        <p id={`${id}-error`} role="alert" className={clsx("text-13 text-danger", isBoxed ? "" : "ps-9")}>
          {error}
        </p>
      )}
      {isSuggesting ? (
        <Suggestions
          id={`${id}-list`}
          label={t("suggestions")}
          people={suggested}
          at={at}
          onChoose={({ name, address }) => add([{ name, address }])}
        />
      ) : null}
      {lists.dialog}
    </div>
  );
}
