import { Button, IconButton, Input } from "@carbyne/ui";
import type { Editor } from "@tiptap/core";
import { CaseSensitive, ChevronDown, ChevronUp, Regex, Replace, WholeWord, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useEditorWords } from "../words.ts";
import {
  closeFind,
  finding,
  type FindState,
  isCutOff,
  openFind,
  replaceFound,
  setFind,
  stepFind,
} from "./find-plugin.ts";

const restMs = 50;

/** What is looked for, over the text; nothing when nothing is. */
export function FindBar({ editor }: { editor: Editor }) {
  const now = finding.use(editor);
  return now ? <Bar editor={editor} now={now} /> : null;
}

function Bar({ editor, now }: { editor: Editor; now: FindState }) {
  const words = useEditorWords();
  const { options, isReplacing } = now;
  const field = useRef<HTMLInputElement>(null);
  const [replacement, setReplacement] = useState("");
  const [done, setDone] = useState<number | null>(null);
  useEffect(() => {
    field.current?.select();
    // What it was opened from may give the focus back to itself when it closes.
    const timer = window.setTimeout(() => field.current?.focus(), restMs);
    return () => window.clearTimeout(timer);
  }, [isReplacing]);
  // What was done is said until something else is looked for.
  useEffect(() => setDone(null), [options]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const isModified = event.ctrlKey || event.metaKey;
    if (event.key === "Escape") closeFind(editor);
    else if (isModified && event.key.toLowerCase() === "h") openFind(editor, { isReplacing: true });
    else if (isModified && event.key.toLowerCase() === "f") field.current?.select();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFieldKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    stepFind(editor, event.shiftKey ? -1 : 1);
  };
  const replace = (isAll: boolean) => {
    const count = replaceFound(editor, replacement, { isAll });
    if (isAll) setDone(count);
  };
  const says = useSaid(now, done);
  const toggle = (name: "isCased" | "isWord" | "isPattern", label: string, Icon: typeof Regex) => (
    <IconButton
      label={label}
      size="small"
      isOn={options[name]}
      onClick={() => setFind(editor, { [name]: !options[name] })}
      className="max-md:size-11"
    >
      <Icon aria-hidden="true" />
    </IconButton>
  );
  return (
    <div
      role="search"
      aria-label={words("find.title")}
      onKeyDown={onKeyDown}
      data-escapes=""
      className="absolute end-4 top-2 z-20 flex w-[calc(100%-32px)] max-w-120 flex-col gap-2 rounded-2 border bg-raised p-2 shadow-floating print:hidden max-md:end-2 max-md:w-[calc(100%-16px)]"
    >
      <div className="flex flex-wrap items-center gap-1">
        <Input
          ref={field}
          autoFocus
          dir="auto"
          aria-label={words("find.field")}
          placeholder={words("find.field")}
          value={options.text}
          maxLength={500}
          aria-invalid={now.fault !== null || undefined}
          onChange={(event) => setFind(editor, { text: event.target.value })}
          onKeyDown={onFieldKey}
          className="h-8! min-w-32 flex-1 text-13! max-md:h-11!"
        />
        <IconButton
          label={words("find.previous")}
          keys="Shift+Enter"
          size="small"
          onClick={() => stepFind(editor, -1)}
          className="max-md:size-11"
        >
          <ChevronUp aria-hidden="true" />
        </IconButton>
        <IconButton
          label={words("find.next")}
          keys="Enter"
          size="small"
          onClick={() => stepFind(editor, 1)}
          className="max-md:size-11"
        >
          <ChevronDown aria-hidden="true" />
        </IconButton>
        {toggle("isCased", words("find.cased"), CaseSensitive)}
        {toggle("isWord", words("find.word"), WholeWord)}
        {toggle("isPattern", words("find.pattern"), Regex)}
        {editor.isEditable && !isReplacing ? (
          <IconButton
            label={words("find.replaceTitle")}
            keys="Ctrl+H"
            size="small"
            onClick={() => openFind(editor, { isReplacing: true })}
            className="max-md:size-11"
          >
            <Replace aria-hidden="true" />
          </IconButton>
        ) : null}
        <IconButton
          label={words("find.close")}
          keys="Esc"
          size="small"
          onClick={() => closeFind(editor)}
          className="max-md:size-11"
        >
          <X aria-hidden="true" />
        </IconButton>
      </div>
      {isReplacing ? (
        <div className="flex flex-wrap items-center gap-1">
          <Input
            dir="auto"
            aria-label={words("find.with")}
            placeholder={words("find.with")}
            value={replacement}
            maxLength={2000}
            onChange={(event) => setReplacement(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
              event.preventDefault();
              replace(false);
            }}
            className="h-8! min-w-32 flex-1 text-13! max-md:h-11!"
          />
          <Button disabled={now.found.length === 0} onClick={() => replace(false)}>
            {words("find.replace")}
          </Button>
          <Button disabled={now.found.length === 0} onClick={() => replace(true)}>
            {words("find.replaceAll")}
          </Button>
        </div>
      ) : null}
      <p role="status" className="min-h-4 px-1 text-12 text-muted tabular-nums">
        {says}
      </p>
    </div>
  );
}

function useSaid(now: FindState, done: number | null): string {
  const words = useEditorWords();
  if (now.options.text === "") return "";
  if (now.fault === "pattern") return words("find.wrong");
  if (now.fault === "slow") return words("find.slow");
  if (done !== null) return words("find.replaced", { count: done });
  const count = now.found.length;
  if (count === 0) return words("find.none");
  return words(isCutOff(now) ? "find.countMore" : "find.count", { at: now.at + 1, count });
}
