import { Button, Textarea, Tooltip } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from "react";
import { useDebounced } from "../../client/debounced.ts";
import { mentionableQuery, type Mentionable } from "./api.ts";
import { useDraft } from "./drafts.ts";
import { askedAt, type Draft, nameAt, storedText } from "./mention-text.ts";
import { People } from "./people.tsx";

const longest = 4000;

interface CommentFieldProps {
  nodeId: string;
  /** What it is about, among all that can be written at once. */
  name: string;
  first?: Draft;
  label: string;
  submit: string;
  hasFocus?: boolean;
  /** Answers whether it was taken; what was not stays to be sent again. */
  onSubmit: (text: string) => Promise<boolean>;
  /** Of what is only there for a while: it goes. */
  onEnd?: () => void;
}

/** Where a comment is written: Ctrl+Enter sends it, @ names somebody who may see the file. */
export function CommentField({ nodeId, name, first, label, submit, hasFocus, onSubmit, onEnd }: CommentFieldProps) {
  const t = useTranslations("comments");
  const area = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const [draft, setDraft] = useDraft(name, first);
  const [isBusy, setIsBusy] = useState(false);
  const [caret, setCaret] = useState<number | null>(null);
  const [line, setLine] = useState(0);
  const asked = caret === null ? null : askedAt(draft.text, caret);
  const rested = useDebounced(asked, 120);
  const { data } = useQuery({ ...mentionableQuery(nodeId, rested ?? ""), enabled: asked !== null && rested !== null });
  const people = asked === null ? [] : (data ?? []);
  const isNaming = people.length > 0;
  // Where one goes on writing after a name came in.
  const goOn = useRef<number | null>(null);
  useLayoutEffect(() => {
    const at = area.current;
    if (!at) return;
    at.style.height = "auto";
    at.style.height = `${at.scrollHeight + 2}px`;
    if (goOn.current !== null) at.setSelectionRange(goOn.current, goOn.current);
    goOn.current = null;
  }, [draft.text]);
  useLayoutEffect(() => {
    const at = area.current;
    if (hasFocus !== true || !at) return;
    at.focus();
    at.setSelectionRange(at.value.length, at.value.length);
  }, [hasFocus]);

  const choose = (person: Mentionable) => {
    if (caret === null) return;
    const named = nameAt(draft, caret, person);
    goOn.current = named.at;
    setDraft(named.draft);
    setCaret(null);
  };
  const end = () => {
    setDraft(first ?? { text: "", named: [] });
    onEnd?.();
  };
  const send = async () => {
    const text = storedText(draft).trim();
    if (text === "" || isBusy) return;
    setIsBusy(true);
    const isTaken = await onSubmit(text);
    setIsBusy(false);
    if (isTaken) end();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const person = people[line];
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? people.length - 1 : 0;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void send();
    else if (isNaming && step > 0) setLine((line + step) % people.length);
    else if (isNaming && person && (event.key === "Enter" || event.key === "Tab")) choose(person);
    else if (isNaming && event.key === "Escape") setCaret(null);
    else if (event.key === "Escape" && onEnd) end();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div>
      <div className="relative">
        <Textarea
          ref={area}
          dir="auto"
          rows={onEnd ? 2 : 1}
          value={draft.text}
          maxLength={longest}
          aria-label={label}
          placeholder={label}
          aria-autocomplete="list"
          aria-controls={isNaming ? listId : undefined}
          aria-activedescendant={isNaming ? `${listId}-${line}` : undefined}
          data-escapes={isNaming || onEnd ? "" : undefined}
          onChange={(event) => {
            setDraft({ ...draft, text: event.target.value });
            setCaret(event.target.selectionStart);
            setLine(0);
          }}
          onKeyDown={onKeyDown}
          onBlur={() => setCaret(null)}
          className="min-h-9! resize-none text-13!"
        />
        {isNaming ? <People id={listId} people={people} at={line} onChoose={choose} /> : null}
      </div>
      {draft.text.trim() !== "" || onEnd ? (
        <div className="mt-2 flex justify-end gap-2">
          <Button look="quiet" onClick={end}>
            {t("cancel")}
          </Button>
          <Tooltip text={submit} keys="Ctrl+Enter">
            <Button look="primary" isBusy={isBusy} disabled={draft.text.trim() === ""} onClick={() => void send()}>
              {submit}
            </Button>
          </Tooltip>
        </div>
      ) : null}
    </div>
  );
}
