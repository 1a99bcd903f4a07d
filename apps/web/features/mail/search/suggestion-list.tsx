import { Avatar } from "@carbyne/ui";
import { clsx } from "clsx";
import { History, Mail, Search } from "lucide-react";
import { useDates } from "../../../client/dates.ts";
import type { Suggestion } from "./use-suggestions.ts";

export interface SuggestionListProps {
  id: string;
  label: string;
  suggestions: readonly Suggestion[];
  /** The one that Enter takes; -1 for what was typed itself. */
  at: number;
  onChoose: (suggestion: Suggestion) => void;
}

/** What could be meant, to choose with the arrows or a press. The focus stays in the field. */
export function SuggestionList({ id, label, suggestions, at, onChoose }: SuggestionListProps) {
  return (
    <ul id={id} role="listbox" aria-label={label} className="p-1">
      {suggestions.map((suggestion, index) => (
        <li
          key={keyOf(suggestion)}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          // A press would take the focus away from the field and close the list before the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(suggestion)}
          className={clsx(
            "flex h-9 cursor-pointer items-center gap-2.5 rounded-1 px-2 text-13 max-md:h-11",
            index === at ? "bg-hover" : "hover:bg-hover",
          )}
        >
          <Line suggestion={suggestion} />
        </li>
      ))}
    </ul>
  );
}

function keyOf(suggestion: Suggestion): string {
  return suggestion.kind === "hit" ? `hit ${suggestion.row.id}` : `${suggestion.kind} ${suggestion.text}`;
}

function Line({ suggestion }: { suggestion: Suggestion }) {
  const dates = useDates();
  switch (suggestion.kind) {
    case "recent":
      return (
        <>
          <History size={16} className="shrink-0 text-faint" aria-hidden="true" />
          <span className="truncate">{suggestion.text}</span>
        </>
      );
    case "text":
      return (
        <>
          <Search size={16} className="shrink-0 text-faint" aria-hidden="true" />
          <span className="min-w-0 flex-1 truncate">{suggestion.label}</span>
          <code dir="ltr" className="shrink-0 font-mono text-12 text-faint">
            {suggestion.hint}
          </code>
        </>
      );
    case "person":
      return (
        <>
          <Avatar name={suggestion.person.name} address={suggestion.person.address} size={24} />
          <span className="min-w-0 truncate font-medium">{suggestion.person.name || suggestion.person.address}</span>
          <span className="min-w-0 flex-1 truncate text-12 text-faint">
            {suggestion.person.name ? suggestion.person.address : ""}
          </span>
        </>
      );
    case "hit":
      return (
        <>
          <Mail size={16} className="shrink-0 text-faint" aria-hidden="true" />
          <span className="min-w-0 flex-1 truncate">
            <bdi className="font-medium">{suggestion.row.people[0]?.name || suggestion.row.people[0]?.address}</bdi>
            <bdi className="ms-2 text-muted">{suggestion.row.subject}</bdi>
          </span>
          <span className="shrink-0 text-12 text-faint tabular-nums">{dates.brief(suggestion.row.date)}</span>
        </>
      );
  }
}
