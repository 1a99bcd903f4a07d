import { Button, ErrorState, IconButton, Menu, type MenuEntry, Skeleton } from "@carbyne/ui";
import { Ellipsis, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { useWords } from "../../../client/words.ts";

export interface PartProps<Item> {
  heading: string;
  hint: string;
  none: string;
  newLabel: string;
  onNew: () => void;
  list: { data: readonly Item[] | undefined; error: unknown; refetch: () => unknown };
  draw: (item: Item) => ReactNode;
}

/** One kind of programs: what it is good for, which there are, and the way to make another. */
export function Part<Item>({ heading, hint, none, newLabel, onNew, list, draw }: PartProps<Item>) {
  const t = useTranslations("chat.integrations");
  const words = useWords();
  const id = useId();
  const { data, error } = list;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="text-13 font-semibold">
        {heading}
      </h3>
      <p className="text-12 text-muted">{hint}</p>
      <div className="py-2">
        {error && !data ? (
          <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void list.refetch()} />
        ) : data === undefined ? (
          <Skeleton className="h-9 animate-late" />
        ) : data.length === 0 ? (
          <p className="text-13 text-muted">{none}</p>
        ) : (
          <ul aria-label={heading} className="flex flex-col gap-2">
            {data.map(draw)}
          </ul>
        )}
      </div>
      <Button className="w-full justify-center" onClick={onNew}>
        <Plus aria-hidden="true" />
        {newLabel}
      </Button>
    </section>
  );
}

export interface ProgramLineProps {
  name: string;
  /** What is known of it, in a few words. */
  facts: readonly string[];
  isFaulty?: boolean;
  entries: readonly MenuEntry[];
  /** Stands before the menu, such as a switch. */
  act?: ReactNode;
}

/** A webhook or a bot in its list. */
export function ProgramLine({ name, facts, isFaulty = false, entries, act }: ProgramLineProps) {
  const t = useTranslations("chat.integrations");
  return (
    <li className="flex items-center gap-2 rounded-2 border bg-surface py-1.5 ps-3 pe-1">
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-13 font-medium">
          {name}
        </span>
        <span className={`block text-12 wrap-anywhere ${isFaulty ? "text-danger" : "text-muted"}`}>
          {facts.join(" · ")}
        </span>
      </span>
      {act}
      <Menu
        trigger={
          <IconButton size="small" label={t("moreOf", { name })} className="max-md:size-11!">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        align="end"
        entries={entries}
      />
    </li>
  );
}
