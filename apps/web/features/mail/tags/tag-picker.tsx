import { Button, Chip, Dialog, Input, VisuallyHidden } from "@carbyne/ui";
import { clsx } from "clsx";
import { Check, Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import { useWords } from "../../../client/words.ts";
import type { ConversationRow } from "../types.ts";
import { useTags, useTagVerbs } from "./api.ts";
import { changeOf, type Mark, markOf } from "./pick.ts";

export interface TagPickerProps {
  rows: readonly ConversationRow[];
  onApply: (change: { add: string[]; remove: string[] }) => void;
  onClose: () => void;
}

/** Puts tags on conversations and takes others off: found by typing, made when missing. Enter on one alone does it at once. */
export function TagPicker({ rows, onApply, onClose }: TagPickerProps) {
  const t = useTranslations("tags.pick");
  const tTags = useTranslations("tags");
  const words = useWords();
  const tags = useTags();
  const { create } = useTagVerbs();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const id = useId();
  const wanted = text.trim().toLowerCase();
  const found = tags.filter((tag) => tag.name.toLowerCase().includes(wanted));
  const canCreate = wanted !== "" && !tags.some((tag) => tag.name.toLowerCase() === wanted);
  const count = found.length + (canCreate ? 1 : 0);
  const active = Math.min(at, count - 1);
  const mark = (keyword: string): Mark => chosen.get(keyword) ?? markOf(keyword, rows);
  const toggled = (keyword: string) => new Map(chosen).set(keyword, mark(keyword) !== true);

  const finish = (marks: ReadonlyMap<string, boolean>) => {
    const change = changeOf(marks, rows);
    onClose();
    if (change.add.length + change.remove.length > 0) onApply(change);
  };
  const createNow = () =>
    create.mutate({ name: text.trim() }, { onSuccess: (tag) => finish(new Map(chosen).set(tag.keyword, true)) });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0 && count > 0) {
      event.preventDefault();
      setAt((active + by + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const tag = found[active];
      // What is found by typing is what is meant; with nothing typed, what was ticked is done.
      if (tag && (wanted !== "" || chosen.size === 0)) finish(toggled(tag.keyword));
      else if (canCreate && wanted !== "") createNow();
      else finish(chosen);
    } else if (event.key === " " && wanted === "") {
      const tag = found[active];
      if (!tag) return;
      event.preventDefault();
      setChosen(toggled(tag.keyword));
    }
  };

  const line = "flex h-9 w-full cursor-default items-center gap-2.5 rounded-1 px-2 text-14 select-none max-md:h-11";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("title", { count: rows.length })}
      closeLabel={tTags("cancel")}
      actions={
        <>
          <Button onClick={onClose}>{tTags("cancel")}</Button>
          <Button look="primary" isBusy={create.isPending} onClick={() => finish(chosen)}>
            {t("apply")}
          </Button>
        </>
      }
    >
      <Input
        autoFocus
        role="combobox"
        aria-expanded={count > 0}
        aria-controls={count > 0 ? `${id}-list` : undefined}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-label={t("filter")}
        placeholder={t("filter")}
        value={text}
        maxLength={100}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          create.reset();
        }}
        onKeyDown={onKeyDown}
      />
      {create.error ? (
        <p role="alert" className="mt-2 text-13 text-danger">
          {words(create.error).text}
        </p>
      ) : null}
      {count === 0 ? (
        <p className="pt-3 text-13 text-muted">{t("none")}</p>
      ) : (
        <div
          id={`${id}-list`}
          role="listbox"
          aria-multiselectable="true"
          aria-label={t("list")}
          className="-mx-2 mt-2 max-h-72 overflow-auto"
        >
          {found.map((tag, place) => (
            <div
              key={tag.id}
              id={`${id}-${place}`}
              role="option"
              aria-selected={mark(tag.keyword) === true}
              aria-checked={mark(tag.keyword)}
              tabIndex={-1}
              ref={(element) => {
                if (place === active) element?.scrollIntoView({ block: "nearest" });
              }}
              onPointerMove={() => setAt(place)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => setChosen(toggled(tag.keyword))}
              className={clsx(line, place === active && "bg-selection")}
            >
              <MarkBox mark={mark(tag.keyword)} />
              <Chip text={tag.name} tint={tag.tint} isWhole />
            </div>
          ))}
          {canCreate ? (
            <div
              id={`${id}-${found.length}`}
              role="option"
              aria-selected={false}
              tabIndex={-1}
              onPointerMove={() => setAt(found.length)}
              onPointerDown={(event) => event.preventDefault()}
              onClick={createNow}
              className={clsx(line, active === found.length && "bg-selection")}
            >
              <Plus size={16} className="text-muted" aria-hidden="true" />
              <span className="truncate">{t("create", { name: text.trim() })}</span>
            </div>
          ) : null}
        </div>
      )}
      <VisuallyHidden>
        <span role="status">{found.map((tag) => tag.name).join(", ")}</span>
      </VisuallyHidden>
    </Dialog>
  );
}

/** Looks like a checkbox; the option around it is the control. */
function MarkBox({ mark }: { mark: Mark }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid size-4 shrink-0 place-items-center rounded-[4px] border text-on-accent",
        mark === false ? "border-faint bg-surface" : "border-accent bg-accent",
      )}
    >
      {mark === "mixed" ? <Minus size={12} strokeWidth={3} /> : null}
      {mark === true ? <Check size={12} strokeWidth={3} /> : null}
    </span>
  );
}
