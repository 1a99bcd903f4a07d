import { IconButton, Menu } from "@carbyne/ui";
import { ArrowDownUp, ListFilter, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { goTo } from "../../../client/place.ts";
import { naturalDirection } from "../list-order.ts";
import { boxHref, filters, type Look, type MailPlace, sorts, usualDirection, usualLook } from "../place.ts";

type Box = Extract<MailPlace, { kind: "box" }>;

function look(place: Box, change: Partial<Look>): void {
  goTo(boxHref(place.box, place.conversationId, { ...place, ...change }));
}

/** Sorting and filter of a list, each with a menu of its own. */
export function LookButtons({ place }: { place: Box }) {
  const t = useTranslations("listing");
  const isSorted = isSortedByHand(place);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t("sort.title")} {...(isSorted ? { isOn: true } : {})}>
            <ArrowDownUp aria-hidden="true" />
          </IconButton>
        }
        entries={[
          ...sorts.map((sort) => ({
            label: t(`sort.${sort}`),
            isChecked: place.sort === sort,
            onSelect: () => look(place, { sort, direction: usualDirection(place.box, sort) }),
          })),
          "separator",
          ...directionsOf(place).map((direction) => ({
            label: t(`direction.${place.sort}.${direction}`),
            isChecked: place.direction === direction,
            onSelect: () => look(place, { direction }),
          })),
        ]}
      />
      <Menu
        trigger={
          <IconButton label={t("filter.title")} {...(place.filter ? { isOn: true } : {})}>
            <ListFilter aria-hidden="true" />
          </IconButton>
        }
        entries={[null, ...filters].map((filter) => ({
          label: t(`filter.${filter ?? "none"}`),
          isChecked: place.filter === filter,
          onSelect: () => look(place, { filter }),
        }))}
      />
    </>
  );
}

function isSortedByHand({ box, sort, direction }: Box): boolean {
  return sort !== "date" || direction !== usualDirection(box, sort);
}

function directionsOf({ sort }: Look): readonly Look["direction"][] {
  return naturalDirection[sort] === "asc" ? ["asc", "desc"] : ["desc", "asc"];
}

/** Says how a list differs from all mail, newest first, and takes each difference back. */
export function LookBar({ place }: { place: Box }) {
  const t = useTranslations("listing");
  const isSorted = isSortedByHand(place);
  if (!isSorted && place.filter === null) return null;
  return (
    <div
      role="group"
      aria-label={t("look")}
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b px-3 py-1.5"
    >
      {isSorted ? (
        <Mark
          text={`${t(`sorted.${place.sort}`)}, ${t(`way.${place.sort}.${place.direction}`)}`}
          resetLabel={t("resetSort")}
          onReset={() => look(place, { ...usualLook(place.box), filter: place.filter })}
        />
      ) : null}
      {place.filter ? (
        <Mark
          text={t(`filtered.${place.filter}`)}
          resetLabel={t("resetFilter")}
          onReset={() => look(place, { filter: null })}
        />
      ) : null}
    </div>
  );
}

function Mark({ text, resetLabel, onReset }: { text: string; resetLabel: string; onReset: () => void }) {
  return (
    <span className="inline-flex h-7 max-w-full items-center gap-1 rounded-full bg-accent-soft ps-3 text-12 font-medium text-accent-ink max-md:h-11">
      <span className="truncate">{text}</span>
      <button
        type="button"
        aria-label={resetLabel}
        onClick={onReset}
        className="grid size-7 shrink-0 place-items-center rounded-full hover:bg-selection max-md:size-11"
      >
        <X size={14} aria-hidden="true" />
      </button>
    </span>
  );
}
