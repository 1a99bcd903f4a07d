import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { RuleRow } from "./rule-row.tsx";
import { useRuleWords } from "./rule-words.ts";
import type { Rule } from "./types.ts";

export interface RuleListProps {
  rules: readonly Rule[];
  onEdit: (at: number) => void;
  /** Saves, says so and offers Undo; without words nothing is said. */
  onChange: (rules: readonly Rule[], said?: string) => void;
}

/** The rules in their order, which can be changed by dragging, by Alt and the arrows, and from the menu of each. */
export function RuleList({ rules, onEdit, onChange }: RuleListProps) {
  const t = useTranslations("filters");
  const words = useRuleWords();
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);

  const nameOf = (rule: Rule) => rule.name || words.name(rule);
  const move = (from: number, to: number) => {
    const rule = rules[from];
    if (!rule || to < 0 || to >= rules.length || from === to) return;
    onChange(rules.toSpliced(from, 1).toSpliced(to, 0, rule), t("said.moved", { name: nameOf(rule), place: to + 1 }));
  };
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const part = event.target instanceof HTMLElement ? event.target.dataset["part"] : undefined;
    move(at, at + step);
    // The focus goes along with the rule.
    requestAnimationFrame(() =>
      list.current?.children[at + step]?.querySelector<HTMLElement>(`[data-part="${part ?? "edit"}"]`)?.focus(),
    );
  };

  return (
    <ol ref={list} aria-label={t("list")} className="rounded-2 border bg-surface">
      {rules.map((rule, at) => (
        <RuleRow
          key={`${at} ${rule.name}`}
          rule={rule}
          name={nameOf(rule)}
          summary={words.rule(rule)}
          lacksFolder={words.lacksFolder(rule)}
          isFirst={at === 0}
          isLast={at === rules.length - 1}
          mark={dragged !== null && over === at && over !== dragged ? (over < dragged ? "above" : "below") : null}
          onKeyDown={(event) => onKeyDown(event, at)}
          onDragStart={() => setDragged(at)}
          onDragOver={() => setOver(at)}
          onDragEnd={() => {
            setDragged(null);
            setOver(null);
          }}
          onDrop={() => dragged !== null && move(dragged, at)}
          onEdit={() => onEdit(at)}
          onSwitch={(isEnabled) => onChange(rules.with(at, { ...rule, isEnabled }))}
          onMove={(step) => move(at, at + step)}
          onDuplicate={() =>
            onChange(
              rules.toSpliced(at + 1, 0, { ...rule, name: t("copyOf", { name: nameOf(rule) }) }),
              t("said.duplicated", { name: nameOf(rule) }),
            )
          }
          onDelete={() => onChange(rules.toSpliced(at, 1), t("said.deleted", { name: nameOf(rule) }))}
        />
      ))}
    </ol>
  );
}
