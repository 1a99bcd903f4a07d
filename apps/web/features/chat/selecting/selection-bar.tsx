import { Button, IconButton } from "@carbyne/ui";
import { Bookmark, Copy, Forward, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Message } from "../api.ts";
import { useManyVerbs } from "./use-many-verbs.ts";

export interface SelectionBarProps {
  chosen: readonly Message[];
  nameOf: (id: string | null) => string | null;
  /** Whether each of them may be taken back. */
  mayDelete: boolean;
  onForward: () => void;
  onDelete: () => void;
  onEnd: () => void;
}

/** What can be done with all that are chosen, in the place where one writes. */
export function SelectionBar({ chosen, nameOf, mayDelete, onForward, onDelete, onEnd }: SelectionBarProps) {
  const t = useTranslations("chat.selecting");
  const verbs = useManyVerbs(nameOf);
  const isNone = chosen.length === 0;
  const acts = [
    { label: t("forward"), icon: <Forward aria-hidden="true" />, run: onForward, isShown: !chosen.some(isPoll) },
    { label: t("copy"), icon: <Copy aria-hidden="true" />, run: () => verbs.copy(chosen, onEnd), isShown: true },
    { label: t("save"), icon: <Bookmark aria-hidden="true" />, run: () => verbs.save(chosen, onEnd), isShown: true },
    { label: t("delete"), icon: <Trash2 aria-hidden="true" />, run: onDelete, isShown: mayDelete },
  ];
  return (
    <div
      role="toolbar"
      aria-label={t("title")}
      className="mx-5 mt-1 flex min-h-13 items-center gap-1 rounded-2 border border-strong bg-raised px-2 py-1.5 max-md:mx-2"
    >
      <IconButton label={t("end")} keys="Esc" side="top" onClick={onEnd}>
        <X aria-hidden="true" />
      </IconButton>
      <p role="status" className="min-w-0 flex-1 truncate text-13 font-medium tabular-nums">
        {t("count", { count: chosen.length })}
      </p>
      {acts
        .filter((act) => act.isShown)
        .map(({ label, icon, run }) => (
          <Button
            key={label}
            look="quiet"
            aria-label={label}
            title={label}
            disabled={isNone}
            onClick={run}
            className="max-md:size-11 max-md:px-0!"
          >
            {icon}
            <span className="max-md:hidden">{label}</span>
          </Button>
        ))}
    </div>
  );
}

/** The server passes no polls on. */
const isPoll = (message: Message) => message.kind === "poll";
