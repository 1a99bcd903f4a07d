import { Avatar, Input, Pill } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDebounced } from "../../../client/debounced.ts";
import { type Person, peopleQuery } from "../api.ts";

export interface PeopleFieldProps {
  chosen: readonly Person[];
  onChange: (chosen: Person[]) => void;
  /** People who are in it already. */
  except: ReadonlySet<string>;
  /** Of one person only: chosen by one press. */
  onOne?: (person: Person) => void;
}

/** People of the own domain, found by a few letters. */
export function PeopleField({ chosen, onChange, except, onOne }: PeopleFieldProps) {
  const t = useTranslations("chat.people");
  const [text, setText] = useState("");
  const wanted = useDebounced(text, 150);
  const { data } = useQuery(peopleQuery(wanted));
  const found = data?.people.filter((person) => !except.has(person.id)) ?? [];
  const ids = new Set(chosen.map((person) => person.id));
  const toggle = (person: Person) => {
    if (onOne) return onOne(person);
    onChange(ids.has(person.id) ? chosen.filter((one) => one.id !== person.id) : [...chosen, person]);
  };
  return (
    <div className="flex flex-col gap-2">
      {chosen.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5" aria-label={t("chosen")}>
          {chosen.map((person) => (
            <li key={person.id}>
              <Pill
                text={person.name}
                removeLabel={t("remove", { name: person.name })}
                onRemove={() => toggle(person)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Input
        dir="auto"
        value={text}
        autoFocus={onOne !== undefined}
        autoComplete="off"
        aria-label={t("find")}
        placeholder={t("find")}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="max-h-64 overflow-auto rounded-1 border" aria-label={t("found")}>
        {found.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              aria-pressed={onOne ? undefined : ids.has(person.id)}
              onClick={() => toggle(person)}
              className="flex w-full items-center gap-3 px-3 py-1.5 text-start hover:bg-hover max-md:min-h-11"
            >
              <Avatar name={person.name} address={person.id} size={24} />
              <span className="min-w-0 flex-1">
                <span dir="auto" className="block truncate text-13 font-medium">
                  {person.name}
                </span>
                <span className="block truncate text-12 text-muted">{person.address}</span>
              </span>
              {ids.has(person.id) ? <span className="text-12 font-medium text-accent-ink">{t("isChosen")}</span> : null}
            </button>
          </li>
        ))}
        {data && found.length === 0 ? (
          <li className="px-3 py-4 text-center text-13 text-muted">{t("nobody")}</li>
        ) : null}
      </ul>
    </div>
  );
}
