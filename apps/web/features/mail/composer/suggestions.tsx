import { Avatar } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { Suggested } from "../types.ts";
import { ListMark } from "./recipients/list-mark.tsx";

export interface SuggestionsProps {
  id: string;
  label: string;
  people: readonly Suggested[];
  /** The one that Enter takes. */
  at: number;
  onChoose: (person: Suggested) => void;
}

/** People to choose from, below the field that is typed in. The focus stays in the field. */
export function Suggestions({ id, label, people, at, onChoose }: SuggestionsProps) {
  const t = useTranslations("recipients.list");
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={label}
      className="absolute start-10 top-full z-20 -mt-px w-[min(400px,calc(100%-56px))] rounded-2 border bg-raised p-1 shadow-floating"
    >
      {people.map((person, index) => (
        <li
          key={person.address}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          // A press would take the focus away from the field and close the list before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(person)}
          className={clsx(
            "flex cursor-pointer items-center gap-2.5 rounded-1 px-2 py-1.5 max-md:min-h-11",
            index === at ? "bg-hover" : "hover:bg-hover",
          )}
        >
          {person.isList ? <ListMark size={24} /> : <Avatar name={person.name} address={person.address} size={24} />}
          <span className="min-w-0 flex-1">
            <span className="block truncate text-13 font-medium">{person.name || person.address}</span>
            {person.name ? <span className="block truncate text-12 text-muted">{person.address}</span> : null}
          </span>
          {person.isList ? <span className="shrink-0 text-12 text-muted">{t("mark")}</span> : null}
        </li>
      ))}
    </ul>
  );
}
