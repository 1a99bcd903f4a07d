import { Badge, Button } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { type RefObject, useRef, useState } from "react";
import { useDebounced } from "../../client/debounced.ts";
import { useCheck } from "./api.ts";
import { useProblemWords } from "./problem-words.ts";
import { ScriptText } from "./script-text.tsx";
import type { Problem } from "./types.ts";

export interface ScriptEditorProps {
  name: string;
  text: string;
  isBusy: boolean;
  onSave: (text: string) => void;
  /** Back to the rules; null when the saved script cannot be shown as such. */
  onLeave: (() => void) | null;
}

const waitMs = 350;

/** A script as text, with what is wrong in it as it is written. */
export function ScriptEditor({ name, text: given, isBusy, onSave, onLeave }: ScriptEditorProps) {
  const t = useTranslations("filters.script");
  // A text area knows no carriage returns.
  const saved = given.replaceAll("\r\n", "\n");
  const [text, setText] = useState(saved);
  const area = useRef<HTMLTextAreaElement>(null);
  const rested = useDebounced(text, waitMs);
  const check = useCheck(rested);
  const isFresh = rested === text && !check.isPlaceholderData && check.data !== undefined;
  const problems = check.data?.problems ?? [];
  return (
    <section aria-label={t("title", { name })}>
      <div className="overflow-hidden rounded-2 border border-strong bg-surface focus-within:border-accent">
        <ScriptText area={area} label={t("title", { name })} text={text} problems={problems} onChange={setText} />
        <div className="flex items-center gap-2 border-t px-3 py-2 max-md:flex-wrap">
          <span role="status" className="min-w-0 flex-1 text-13 text-muted">
            {!isFresh ? (
              t("checking")
            ) : problems.length > 0 ? (
              <Badge tone="danger" text={t("problems", { count: problems.length })} />
            ) : (
              <Badge tone="success" text={t("fine")} />
            )}
          </span>
          {onLeave ? (
            <Button look="quiet" onClick={onLeave}>
              {t("toRules")}
            </Button>
          ) : null}
          <Button
            look="primary"
            isBusy={isBusy}
            disabled={text === saved || !isFresh || problems.length > 0}
            onClick={() => onSave(text)}
          >
            {t("save")}
          </Button>
        </div>
      </div>
      <ProblemList area={area} text={text} problems={problems} />
    </section>
  );
}

interface ProblemListProps {
  area: RefObject<HTMLTextAreaElement | null>;
  text: string;
  problems: readonly Problem[];
}

function ProblemList({ area, text, problems }: ProblemListProps) {
  const t = useTranslations("filters.script");
  const words = useProblemWords();
  const show = ({ offset, length }: Problem) => {
    area.current?.focus();
    area.current?.setSelectionRange(Math.min(offset, text.length), Math.min(offset + length, text.length));
  };
  if (problems.length === 0) return null;
  return (
    <ul className="mt-3 flex flex-col gap-1">
      {problems.map((problem) => (
        <li key={`${problem.offset} ${problem.code}`}>
          <button
            type="button"
            onClick={() => show(problem)}
            className="flex min-h-8 w-full items-baseline gap-3 rounded-1 px-2 py-1 text-start text-13 hover:bg-hover max-md:min-h-11"
          >
            <span className="shrink-0 font-mono text-12 text-danger tabular-nums">
              {t("place", { line: problem.line, column: problem.column })}
            </span>
            <span className="min-w-0 flex-1">{words(problem)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
