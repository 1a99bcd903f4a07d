import { Menu, type MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { replaceWith } from "../../../client/place.ts";
import { filesSearchHref } from "../place.ts";
import { ages, type Filter, filterOf, kinds, withFilter } from "./filter.ts";

/** Narrows a search by a press: what kind, how old, whose. */
export function SearchChips({ text }: { text: string }) {
  const t = useTranslations("filesSearch");
  const filter = filterOf(text);
  const set = <Key extends keyof Filter>(key: Key, value: Filter[Key]) =>
    replaceWith(filesSearchHref(withFilter(text, key, value)));
  const entries = <Value extends string>(
    values: readonly Value[],
    {
      current,
      label,
      choose,
    }: { current: Value | null; label: (value: Value) => string; choose: (value: Value | null) => void },
  ): MenuEntry[] => [
    { label: t("any"), isChecked: current === null, onSelect: () => choose(null) },
    "separator",
    ...values.map((value) => ({ label: label(value), isChecked: current === value, onSelect: () => choose(value) })),
  ];
  const toggles = ["isMine", "isStarred", "isShared"] as const;
  return (
    <div
      role="group"
      aria-label={t("filters")}
      className="flex shrink-0 items-center gap-2 overflow-x-auto border-b px-4 py-2 max-md:px-3"
    >
      <Menu
        trigger={
          <Narrow isOn={filter.kind !== null}>
            {filter.kind === null ? t("kind") : t(`kinds.${filter.kind}`)}
            <ChevronDown size={14} aria-hidden="true" />
          </Narrow>
        }
        entries={entries(kinds, {
          current: filter.kind,
          label: (kind) => t(`kinds.${kind}`),
          choose: (kind) => set("kind", kind),
        })}
      />
      <Menu
        trigger={
          <Narrow isOn={filter.age !== null}>
            {filter.age === null ? t("age") : t(`ages.${filter.age}`)}
            <ChevronDown size={14} aria-hidden="true" />
          </Narrow>
        }
        entries={entries(ages, {
          current: filter.age,
          label: (age) => t(`ages.${age}`),
          choose: (age) => set("age", age),
        })}
      />
      {toggles.map((key) => (
        <Narrow key={key} isOn={filter[key]} aria-pressed={filter[key]} onClick={() => set(key, !filter[key])}>
          {filter[key] ? <Check size={14} aria-hidden="true" /> : null}
          {t(key)}
        </Narrow>
      ))}
    </div>
  );
}

function Narrow({ isOn, children, ...rest }: ComponentProps<"button"> & { isOn: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      className={clsx(
        "flex h-8 shrink-0 items-center gap-1.5 rounded-full border px-3 text-13 whitespace-nowrap transition-colors max-md:h-11",
        isOn ? "border-accent bg-accent-soft font-medium text-accent-ink" : "text-muted hover:bg-hover hover:text-text",
      )}
    >
      {children}
    </button>
  );
}
