import { Tooltip } from "@carbyne/ui";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import type { Message } from "../api.ts";

export interface ReactionsProps {
  message: Message;
  me: string;
  nameOf: (id: string) => string | null;
  onToggle: (emoji: string, isOn: boolean) => void;
}

/** The emoji that a message was given, each with who gave it; a press gives it too, or takes it away. */
export function Reactions({ message, me, nameOf, onToggle }: ReactionsProps) {
  const t = useTranslations("chat.message");
  if (message.reactions.length === 0) return null;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-1">
      {message.reactions.map(({ emoji, by }) => {
        const isMine = by.includes(me);
        const names = by.map((id) => (id === me ? t("you") : (nameOf(id) ?? t("somebody"))));
        const who = names.length > 12 ? [...names.slice(0, 11), t("others", { count: names.length - 11 })] : names;
        return (
          <Tooltip key={emoji} text={who.join(", ")}>
            <button
              type="button"
              aria-pressed={isMine}
              aria-label={t("reactionLabel", { emoji, count: by.length })}
              onClick={() => onToggle(emoji, !isMine)}
              className={clsx(
                "inline-flex h-[26px] min-w-[34px] items-center justify-center gap-1.5 rounded-full border px-2 text-12 font-medium tabular-nums transition-colors max-md:h-8 max-md:min-w-11",
                isMine ? "border-accent bg-accent-soft text-accent-ink" : "bg-surface text-muted hover:bg-hover",
              )}
            >
              <span className="text-14">{emoji}</span>
              {by.length}
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
