import { IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { Check, ListTodo, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { NamedSuggestion } from "./use-suggestions.ts";

/** Does or undoes all that is proposed, or all of one person. */
export function SuggestionActs({ editor, suggestions }: { editor: Editor; suggestions: readonly NamedSuggestion[] }) {
  const t = useTranslations("docs.suggestion");
  if (suggestions.length < 2) return null;
  const people = Map.groupBy(suggestions, (one) => one.by ?? "");
  const settle = (verdict: "accept" | "reject", ids?: readonly string[]) => () =>
    editor.chain().focus().settleSuggestions(verdict, ids).run();
  const entries: MenuEntry[] = [
    { label: t("acceptAll"), icon: <Check aria-hidden="true" />, onSelect: settle("accept") },
    { label: t("rejectAll"), icon: <X aria-hidden="true" />, onSelect: settle("reject") },
  ];
  if (people.size > 1)
    for (const [by, theirs] of people) {
      const name = theirs[0]?.name ?? t("somebody");
      const ids = theirs.map((one) => one.id);
      entries.push(
        ...(by === [...people.keys()][0] ? (["separator"] as const) : []),
        { label: t("acceptOf", { name }), icon: <Check aria-hidden="true" />, onSelect: settle("accept", ids) },
        { label: t("rejectOf", { name }), icon: <X aria-hidden="true" />, onSelect: settle("reject", ids) },
      );
    }
  return (
    <Menu
      trigger={
        <IconButton label={t("many")} size="small">
          <ListTodo aria-hidden="true" />
        </IconButton>
      }
      entries={entries}
    />
  );
}
