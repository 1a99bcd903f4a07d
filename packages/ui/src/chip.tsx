import { clsx } from "clsx";
import { X } from "lucide-react";
import type { CSSProperties, ReactNode } from "react";
import { tintOf } from "./tint.ts";

/** A short coloured word on an object; where there is room for it, whole. */
export function Chip({ text, tint, isWhole = false }: { text: string; tint?: number; isWhole?: boolean }) {
  return (
    <span
      style={{ "--h": `var(--p${tint ?? tintOf(text)})` } as CSSProperties}
      title={isWhole ? undefined : text}
      className={clsx(
        "tint inline-block truncate rounded-[4px] px-1.5 text-12 leading-[18px] font-medium",
        isWhole ? "max-w-full" : "max-w-36 shrink-0",
      )}
    >
      {text}
    </span>
  );
}

export interface PillProps {
  lead?: ReactNode;
  text: string;
  title?: string;
  isInvalid?: boolean;
  removeLabel: string;
  onRemove: () => void;
}

/** Something chosen into a field that can be taken out again. */
export function Pill({ lead, text, title, isInvalid = false, removeLabel, onRemove }: PillProps) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex h-[26px] max-w-full items-center gap-1.5 rounded-full border bg-surface ps-[3px] text-13 text-text",
        isInvalid && "border-danger text-danger",
      )}
    >
      {lead}
      <span dir="auto" className="min-w-0 truncate">
        {text}
      </span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={removeLabel}
        onClick={onRemove}
        className="grid size-6 shrink-0 place-items-center rounded-full text-faint hover:text-text"
      >
        <X size={14} aria-hidden="true" />
      </button>
    </span>
  );
}
