import { History, ListTree, MessageSquareText } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

interface DocumentFootProps {
  /** How many comments and proposals there are. */
  notes: number;
  onOutline: () => void;
  onNotes: () => void;
  /** Null for what has its versions in Files. */
  onHistory: (() => void) | null;
}

/** What a narrow screen has no room for beside the text. */
export function DocumentFoot({ notes, onOutline, onNotes, onHistory }: DocumentFootProps) {
  const t = useTranslations("docs");
  const act = (label: string, icon: ReactNode, run: () => void, count = 0) => (
    <button type="button" className="flex h-11 items-center gap-1.5 px-3" onClick={run}>
      {icon}
      {label}
      {count > 0 ? <b className="font-semibold text-text tabular-nums">{count}</b> : null}
    </button>
  );
  return (
    <div className="flex h-11 shrink-0 items-center justify-around border-t bg-surface text-13 text-muted md:hidden">
      {act(t("outline.title"), <ListTree size={18} aria-hidden="true" />, onOutline)}
      {act(t("comments.title"), <MessageSquareText size={18} aria-hidden="true" />, onNotes, notes)}
      {onHistory ? act(t("history.title"), <History size={18} aria-hidden="true" />, onHistory) : null}
    </div>
  );
}
