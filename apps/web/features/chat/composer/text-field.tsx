import { clsx } from "clsx";
import type { ComponentProps, Ref } from "react";
import type { Change } from "./marks.ts";
import type { Shown } from "./mention-text.ts";

export interface TextFieldProps extends Omit<ComponentProps<"textarea">, "value" | "ref"> {
  shown: Shown;
  ref: Ref<HTMLTextAreaElement>;
}

/** What the field and its shadow must have alike, so that their words stand in the same places. */
const letters =
  "col-start-1 row-start-1 w-full px-3 py-2 text-14 break-words whitespace-pre-wrap text-start [unicode-bidi:plaintext] max-md:text-16";

/** A field that grows to eight lines with what is written. Names in it are marked by a shadow behind it that has the same words. */
export function TextField({ shown, ref, className, ...rest }: TextFieldProps) {
  return (
    <div className="grid max-h-44 overflow-y-auto">
      <div aria-hidden="true" dir="auto" className={clsx(letters, "pointer-events-none select-none text-transparent")}>
        <Shadow {...shown} />
        {/* A last line that is empty is one. */}
        {"\u200b"}
      </div>
      <textarea
        ref={ref}
        dir="auto"
        rows={1}
        value={shown.text}
        className={clsx(
          letters,
          "h-full min-h-full resize-none overflow-hidden bg-transparent text-text outline-none placeholder:truncate placeholder:text-faint",
          className,
        )}
        {...rest}
      />
    </div>
  );
}

function Shadow({ text, mentions }: Shown) {
  const ends = [0, ...mentions.map(({ to }) => to)];
  return (
    <>
      {mentions.map(({ from, to }, at) => (
        <span key={from}>
          {text.slice(ends[at], from)}
          <mark className="rounded-[4px] bg-accent-soft text-transparent ring-2 ring-accent-soft">
            {text.slice(from, to)}
          </mark>
        </span>
      ))}
      {text.slice(ends.at(-1))}
    </>
  );
}

/** Changes what stands in a field as if it were typed, so that it can be taken back as what is typed. */
export function typeInto(area: HTMLTextAreaElement, { from, to, insert, select }: Change): void {
  area.focus();
  area.setSelectionRange(from, to);
  const isDone = insert === "" ? document.execCommand("delete") : document.execCommand("insertText", false, insert);
  if (!isDone) {
    area.setRangeText(insert, from, to, "end");
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  area.setSelectionRange(...select);
}
