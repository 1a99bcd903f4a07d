import { IconButton, Menu, Switch } from "@carbyne/ui";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, Copy, Ellipsis, GripVertical, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import type { Rule } from "./types.ts";

export interface RuleRowProps {
  rule: Rule;
  name: string;
  summary: string;
  lacksFolder: boolean;
  isFirst: boolean;
  isLast: boolean;
  /** Where the rule that is dragged would land. */
  mark: "above" | "below" | null;
  onKeyDown: (event: KeyboardEvent) => void;
  onDragStart: () => void;
  onDragOver: () => void;
  onDragEnd: () => void;
  onDrop: () => void;
  onEdit: () => void;
  onSwitch: (isEnabled: boolean) => void;
  onMove: (step: -1 | 1) => void;
  onDuplicate: () => void;
  onDelete: () => void;
}

/** One rule: what it is called, what it does in words, and whether it does it. */
export function RuleRow(props: RuleRowProps) {
  const t = useTranslations("filters");
  const { rule, name, summary, mark } = props;
  return (
    <li
      onKeyDown={props.onKeyDown}
      onDragOver={(event) => {
        event.preventDefault();
        props.onDragOver();
      }}
      onDrop={props.onDrop}
      className={clsx(
        "flex items-center gap-2 border-b ps-1 pe-3 first:rounded-t-2 last:rounded-b-2 last:border-b-0 hover:bg-hover",
        mark === "above" && "border-t-2 border-t-accent",
        mark === "below" && "border-b-2! border-b-accent!",
      )}
    >
      <span
        draggable
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "move";
          event.dataTransfer.setData("text/plain", name);
          props.onDragStart();
        }}
        onDragEnd={props.onDragEnd}
        className="grid size-8 shrink-0 cursor-grab place-items-center text-faint max-md:hidden"
      >
        <GripVertical size={16} aria-hidden="true" />
      </span>
      <button
        type="button"
        data-part="edit"
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onClick={props.onEdit}
        className={clsx("min-w-0 flex-1 py-3 text-start max-md:ps-3", !rule.isEnabled && "opacity-70")}
      >
        <span className="block truncate text-14 font-medium">{name}</span>
        <span className="mt-0.5 line-clamp-2 text-13 text-muted">{summary}</span>
        {props.lacksFolder ? <span className="mt-0.5 block text-13 text-danger">{t("ruleFolderMissing")}</span> : null}
      </button>
      <Switch checked={rule.isEnabled} label={t("switch", { name })} onChange={props.onSwitch} />
      <Menu
        trigger={
          <IconButton label={t("more", { name })}>
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={[
          { label: t("edit"), icon: <Pencil aria-hidden="true" />, onSelect: props.onEdit },
          { label: t("duplicate"), icon: <Copy aria-hidden="true" />, onSelect: props.onDuplicate },
          {
            label: t("moveUp"),
            icon: <ArrowUp aria-hidden="true" />,
            keys: "Alt+ArrowUp",
            isDisabled: props.isFirst,
            onSelect: () => props.onMove(-1),
          },
          {
            label: t("moveDown"),
            icon: <ArrowDown aria-hidden="true" />,
            keys: "Alt+ArrowDown",
            isDisabled: props.isLast,
            onSelect: () => props.onMove(1),
          },
          "separator",
          { label: t("delete"), icon: <Trash2 aria-hidden="true" />, isDanger: true, onSelect: props.onDelete },
        ]}
      />
    </li>
  );
}
