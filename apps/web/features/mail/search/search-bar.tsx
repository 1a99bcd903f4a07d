import { Menu } from "@carbyne/ui";
import { formOf, parseQuery, problemsOf, queryOf, type SearchForm } from "@carbyne/query";
import { clsx } from "clsx";
import { ChevronDown, Funnel } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { goTo } from "../../../client/place.ts";
import { filterFromSearchHref } from "../../filters/use-started-rule.ts";
import { useMailboxes } from "../api.ts";
import { useMailboxName } from "../mailbox-name.ts";
import { type SearchSort, searchHref } from "../place.ts";
import { useProblemWords } from "./problem-words.ts";

const daysAgo = [1, 7, 30, 365] as const;

/** Ways to narrow down what was found, each a press away, and what of the search was not understood. */
export function SearchBar({ text, sort }: { text: string; sort: SearchSort }) {
  const t = useTranslations("search.bar");
  const tFilters = useTranslations("filters");
  const problemWords = useProblemWords();
  const { own } = useMailboxName();
  const mailboxes = useMailboxes().data ?? [];
  const form = formOf(text);
  const problems = problemsOf(parseQuery(text));
  const set = (change: Partial<SearchForm>) => goTo(searchHref(queryOf({ ...form, ...change }), null, sort));
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
  const toggles = [
    { key: "hasAttachment", label: t("attachment") },
    { key: "isUnread", label: t("unread") },
    { key: "isStarred", label: t("starred") },
  ] as const;

  return (
    <div className="shrink-0 border-b">
      <div
        className="fading flex items-center gap-1.5 overflow-x-auto py-1.5 ps-4 pe-10 [scrollbar-width:none]"
        role="group"
        aria-label={t("title")}
      >
        <Menu
          trigger={<Choice isOn={sort === "relevance"}>{t(`sort.${sort}`)}</Choice>}
          entries={(["date", "relevance"] as const).map((one) => ({
            label: t(`sort.${one}`),
            isChecked: sort === one,
            onSelect: () => goTo(searchHref(text, null, one)),
          }))}
        />
        <Menu
          trigger={
            <Choice isOn={form.after !== "" || form.before !== ""}>
              {form.after === "" ? t("anyTime") : t("since", { day: form.after })}
            </Choice>
          }
          entries={[
            { label: t("anyTime"), isChecked: form.after === "", onSelect: () => set({ after: "", before: "" }) },
            ...daysAgo.map((ago) => ({
              label: t("days", { count: ago }),
              isChecked: form.after === day(ago),
              onSelect: () => set({ after: day(ago), before: "" }),
            })),
          ]}
        />
        <Menu
          trigger={
            <Choice isOn={form.in !== ""}>{form.in === "" ? t("everywhere") : t("in", { name: form.in })}</Choice>
          }
          entries={[
            { label: t("everywhere"), isChecked: form.in === "", onSelect: () => set({ in: "" }) },
            { label: t("withTrash"), isChecked: form.in === "anywhere", onSelect: () => set({ in: "anywhere" }) },
            ...mailboxes
              .filter((box) => box.role !== null)
              .map((box) => ({
                label: own(box),
                isChecked: form.in === box.role,
                onSelect: () => set({ in: box.role ?? "" }),
              })),
          ]}
        />
        {toggles.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            aria-pressed={form[key]}
            onClick={() => set({ [key]: !form[key] })}
            className={look(form[key])}
          >
            {label}
          </button>
        ))}
        <Link href={filterFromSearchHref(text)} className={look(false)}>
          <Funnel size={14} aria-hidden="true" />
          {tFilters("fromSearch")}
        </Link>
      </div>
      {problems.map((problem) => (
        <p key={`${problem.name} ${problem.value}`} role="status" className="px-4 pb-1.5 text-12 text-warning">
          {problemWords(problem)}
        </p>
      ))}
    </div>
  );
}

function look(isOn: boolean): string {
  return clsx(
    "inline-flex h-7 shrink-0 items-center gap-1 rounded-full border px-2.5 text-12 font-medium transition-colors max-md:h-11 max-md:px-4",
    isOn ? "border-accent bg-accent-soft text-accent-ink" : "text-muted hover:bg-hover",
  );
}

/** Opens a menu; it shows whether something of it is in force. */
function Choice({ isOn, children, ...rest }: ComponentProps<"button"> & { isOn: boolean }) {
  return (
    <button type="button" {...rest} className={look(isOn)}>
      <span className="max-w-40 truncate">{children}</span>
      <ChevronDown size={14} className="shrink-0" aria-hidden="true" />
    </button>
  );
}
