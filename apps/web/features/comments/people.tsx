import { Avatar } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { Mentionable } from "./api.ts";

interface PeopleProps {
  id: string;
  people: readonly Mentionable[];
  /** The one that Enter takes. */
  at: number;
  onChoose: (person: Mentionable) => void;
}

/** People to name, below what is written. The focus stays there. */
export function People({ id, people, at, onChoose }: PeopleProps) {
  const t = useTranslations("comments");
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at, people]);
  return (
    <ul
      ref={list}
      id={id}
      role="listbox"
      aria-label={t("people")}
      className="absolute inset-x-0 top-full z-20 mt-1 max-h-60 overflow-y-auto rounded-2 border bg-raised p-1 shadow-floating"
    >
      {people.map((person, place) => (
        <li
          key={person.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === at}
          // A press would take the focus away from the field and close the list before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person)}
          className={clsx(
            "flex cursor-pointer items-center gap-2.5 rounded-1 px-2 py-1.5 max-md:min-h-11",
            place === at ? "bg-hover" : "hover:bg-hover",
          )}
        >
          <Avatar name={person.name} address={person.address} size={24} />
          <span className="min-w-0 flex-1">
            <span className="block truncate text-13 font-medium">{person.name || person.address}</span>
            {person.name ? <span className="block truncate text-12 text-muted">{person.address}</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
