import { Avatar, ContextMenu, type MenuEntry, VisuallyHidden } from "@carbyne/ui";
import { clsx } from "clsx";
import { Plus, TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DragEvent, FocusEvent, Ref } from "react";
import type { Person } from "../../types.ts";
import { ListMark } from "./list-mark.tsx";
import { looksLikeAddress } from "../parse-addresses.ts";

export interface PersonChipProps {
  person: Person;
  chip: Ref<HTMLSpanElement>;
  isSelected: boolean;
  entries: readonly MenuEntry[];
  /** Of a list: what its members would be put in its place by; null where its members are not seen. */
  list?: { expand: { label: string; onExpand: () => void } | null } | undefined;
  onFocus: (event: FocusEvent) => void;
  onEdit: () => void;
  onRemove: () => void;
  onDragStart: (event: DragEvent) => void;
  onDragEnd: () => void;
}

/** Somebody in a field of recipients. Its keys are the field's. */
export function PersonChip(props: PersonChipProps) {
  const { person, isSelected, list } = props;
  const expand = list?.expand;
  const t = useTranslations("recipients");
  const isValid = looksLikeAddress(person.address);
  const whole = person.name ? `${person.name} <${person.address}>` : person.address;
  return (
    <ContextMenu entries={props.entries}>
      <span
        ref={props.chip}
        role="button"
        tabIndex={-1}
        aria-pressed={isSelected}
        title={isValid ? whole : t("wrong", { address: whole })}
        draggable
        onDragStart={props.onDragStart}
        onDragEnd={props.onDragEnd}
        onFocus={props.onFocus}
        onDoubleClick={props.onEdit}
        className={clsx(
          "inline-flex h-[26px] max-w-full cursor-default items-center gap-1.5 rounded-full border ps-[3px] pe-1 text-13 outline-none select-none max-md:h-9",
          isValid ? "text-text" : "border-danger text-danger",
          isSelected ? "border-accent bg-accent-soft" : "bg-surface hover:bg-hover",
        )}
      >
        {isValid ? (
          <span aria-hidden="true" className="contents">
            {list ? <ListMark size={20} /> : <Avatar name={person.name} address={person.address} size={20} />}
          </span>
        ) : (
          <TriangleAlert size={16} aria-hidden="true" className="ms-1 shrink-0" />
        )}
        <span dir="auto" className="min-w-0 truncate">
          {person.name || person.address}
        </span>
        {person.name === "" ? null : <VisuallyHidden>{`<${person.address}>`}</VisuallyHidden>}
        {isValid ? null : <VisuallyHidden>{t("invalid")}</VisuallyHidden>}
        {list ? <VisuallyHidden>{t("list.mark")}</VisuallyHidden> : null}
        {/* As with removing: its key is +, and its name is in the menu too. */}
        {expand ? (
          <span
            aria-hidden="true"
            title={`${expand.label} (+)`}
            onMouseDown={(event) => event.preventDefault()}
            onClick={expand.onExpand}
            className="grid size-5 shrink-0 place-items-center rounded-full text-muted hover:text-text max-md:h-9 max-md:w-11"
          >
            <Plus size={14} />
          </span>
        ) : null}
        {/* Not a button in a button: the key for it is Delete, and the name of it is in the menu. */}
        <span
          aria-hidden="true"
          onMouseDown={(event) => event.preventDefault()}
          onClick={props.onRemove}
          className="grid size-5 shrink-0 place-items-center rounded-full text-faint hover:text-text max-md:size-8"
        >
          <X size={14} />
        </span>
      </span>
    </ContextMenu>
  );
}

export interface ChipEditorProps {
  label: string;
  text: string;
  onDone: (text: string | null) => void;
}

/** The chip while its text is changed, in its place. */
export function ChipEditor({ label, text, onDone }: ChipEditorProps) {
  return (
    <input
      aria-label={label}
      defaultValue={text}
      autoFocus
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      inputMode="email"
      size={Math.max(10, text.length)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={(event) => onDone(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key !== "Enter" && event.key !== "Escape" && event.key !== "Tab") return;
        event.stopPropagation();
        if (event.key !== "Tab") event.preventDefault();
        onDone(event.key === "Escape" ? null : event.currentTarget.value);
      }}
      className="h-[26px] max-w-full rounded-full border border-accent bg-surface px-2.5 text-13 outline-none max-md:h-11 max-md:text-16"
    />
  );
}
