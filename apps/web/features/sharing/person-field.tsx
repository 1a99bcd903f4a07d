import { Field, Input } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import { usePeople } from "../mail/api.ts";
import { Suggestions } from "../mail/composer/suggestions.tsx";
import type { Person } from "../mail/types.ts";

/** One person's address, or where lists can be meant that of one, found by typing. The focus stays in the field. */
export function PersonField(props: {
  value: string;
  error: string | undefined;
  takesLists?: boolean;
  onChange: (address: string) => void;
}) {
  const { value, error, takesLists = false, onChange } = props;
  const t = useTranslations("sharing");
  const listId = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [at, setAt] = useState(0);
  const found = usePeople(isOpen ? value.trim() : "");
  const people = (found.data ?? []).filter((one) => takesLists || !one.isList);
  const isSuggesting = isOpen && value.trim() !== "" && people.length > 0;
  const choose = (person: Person) => {
    onChange(person.address);
    setIsOpen(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isSuggesting || event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? people.length - 1 : 0;
    if (step > 0) setAt((at + step) % people.length);
    else if (event.key === "Enter" && people[at]) choose(people[at]);
    else if (event.key === "Escape") setIsOpen(false);
    else return;
    event.preventDefault();
    // The dialog around it would close with the same key.
    event.stopPropagation();
  };
  return (
    <div className="relative">
      <Field
        label={t(takesLists ? "personOrList" : "person")}
        hint={t(takesLists ? "personOrListHint" : "personHint")}
        error={error}
      >
        {({ id, describedBy, isInvalid }) => (
          <Input
            id={id}
            value={value}
            type="email"
            role="combobox"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={320}
            aria-expanded={isSuggesting}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={isSuggesting ? `${listId}-${at}` : undefined}
            aria-describedby={describedBy}
            aria-invalid={isInvalid}
            placeholder={t("personPlaceholder")}
            onChange={(event) => {
              onChange(event.target.value);
              setIsOpen(true);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => setIsOpen(false)}
          />
        )}
      </Field>
      {isSuggesting ? <Suggestions id={listId} label={t("people")} people={people} at={at} onChoose={choose} /> : null}
    </div>
  );
}
