import { IconButton } from "@carbyne/ui";
import { Pencil, Reply, X } from "lucide-react";
import { useTranslations } from "next-intl";

export interface AboutBarProps {
  kind: "reply" | "edit";
  /** What is answered or changed. */
  words: string;
  onEnd: () => void;
}

/** Says above the field what is being written, and leads out of it. */
export function AboutBar({ kind, words, onEnd }: AboutBarProps) {
  const t = useTranslations("chat.composer");
  const Icon = kind === "reply" ? Reply : Pencil;
  return (
    <p className="flex items-center gap-2 border-b ps-3 pe-1 text-12 text-muted">
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {words}
      </span>
      <IconButton size="small" label={t("stop")} keys="Esc" side="top" className="max-md:size-11" onClick={onEnd}>
        <X aria-hidden="true" />
      </IconButton>
    </p>
  );
}
