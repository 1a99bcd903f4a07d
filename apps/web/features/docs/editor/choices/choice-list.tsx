import { Avatar } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import { Floating } from "../layers/floating.tsx";
import { type Choice, choiceId, choiceListId, choices } from "./choices.ts";

/** The menu at the caret, when one is open. */
export function ChoiceList({ editor }: { editor: Editor }) {
  const now = choices.use(editor);
  const list = useRef<HTMLDivElement>(null);
  const at = now?.at;
  useEffect(() => {
    if (at !== undefined) list.current?.querySelector(`#${choiceId(at)}`)?.scrollIntoView({ block: "nearest" });
  }, [at]);
  if (!now || now.items.length === 0) return null;
  const groups = [...new Set(now.items.map((item) => item.group))];
  return (
    <Floating editor={editor} rect={now.rect} placement="bottom-start" className="w-72 max-w-[calc(100vw-16px)]">
      <div
        ref={list}
        id={choiceListId}
        role="listbox"
        tabIndex={0}
        aria-label={now.title}
        className="max-h-80 overflow-y-auto p-1"
      >
        {groups.map((group) => (
          <div key={group} role="group" aria-label={group}>
            <p aria-hidden="true" className="px-2 pt-2 pb-1 text-12 font-medium text-muted">
              {group}
            </p>
            {now.items.map((item, place) =>
              item.group === group ? (
                <Line
                  key={item.id}
                  item={item}
                  id={choiceId(place)}
                  isHere={place === now.at}
                  onChoose={() => now.choose(item)}
                />
              ) : null,
            )}
          </div>
        ))}
      </div>
    </Floating>
  );
}

interface LineProps {
  item: Choice;
  id: string;
  isHere: boolean;
  onChoose: () => void;
}

function Line({ item, id, isHere, onChoose }: LineProps) {
  const { icon: Icon, label, detail, typed, address } = item;
  return (
    <div
      id={id}
      role="option"
      aria-selected={isHere}
      // The text keeps the focus and the place that the menu is about.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={clsx(
        "flex min-h-8 cursor-pointer items-center gap-2.5 rounded-1 px-2 py-1 text-13 max-md:min-h-11",
        isHere ? "bg-accent-soft text-accent-ink" : "hover:bg-hover",
      )}
    >
      {address !== undefined ? (
        <Avatar name={label} address={address} size={24} />
      ) : Icon ? (
        <Icon size={16} aria-hidden="true" className={clsx("shrink-0", !isHere && "text-muted")} />
      ) : null}
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate">
          {label}
        </span>
        {detail ? <span className="block truncate text-12 text-muted">{detail}</span> : null}
      </span>
      {typed ? (
        <kbd className={clsx("font-mono text-12", isHere ? "text-accent-ink" : "text-muted")}>{typed}</kbd>
      ) : null}
    </div>
  );
}
