import { IconButton, Menu, type MenuEntry, VisuallyHidden } from "@carbyne/ui";
import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";

/** Things of the person as a list with a title, an act that makes another, and a sentence while there is none. */
export function Lines(props: {
  title: string;
  hint: string;
  act: ReactNode;
  empty: string | null;
  children: ReactNode;
}) {
  return (
    <section className="mb-8">
      <div className="mb-2 flex items-end justify-between gap-x-4 gap-y-2 max-md:flex-col max-md:items-start">
        <div className="min-w-0">
          <h2 className="text-14 font-semibold">{props.title}</h2>
          <p className="text-13 text-muted">{props.hint}</p>
        </div>
        {props.act}
      </div>
      <div className="rounded-2 border bg-surface">
        {props.empty === null ? (
          <ul>{props.children}</ul>
        ) : (
          <p className="px-4 py-6 text-center text-13 text-muted">{props.empty}</p>
        )}
      </div>
    </section>
  );
}

export interface LineProps {
  lead?: ReactNode;
  name: string;
  detail: string;
  mark?: string | undefined;
  onOpen: () => void;
  /** What opening it does; it is heard before the name. */
  openLabel: string;
  menuLabel: string;
  entries: readonly MenuEntry[];
}

/** One of them: opens to be changed, and has a menu. */
export function Line(props: LineProps) {
  return (
    <li className="flex min-h-14 items-center gap-3 border-b ps-4 pe-2 last:border-b-0 hover:bg-hover">
      <button
        type="button"
        onClick={props.onOpen}
        className="flex min-w-0 flex-1 items-center gap-3 self-stretch py-2 text-start"
      >
        <VisuallyHidden>{props.openLabel}</VisuallyHidden>
        {props.lead}
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="truncate text-14 font-medium">{props.name}</span>
            {props.mark ? <span className="shrink-0 text-12 text-accent-ink">{props.mark}</span> : null}
          </span>
          <span dir="auto" className="block truncate text-13 text-muted">
            {props.detail}
          </span>
        </span>
      </button>
      <Menu
        trigger={
          <IconButton label={props.menuLabel}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={props.entries}
      />
    </li>
  );
}
