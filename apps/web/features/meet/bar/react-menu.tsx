import { Popover, RoundButton } from "@carbyne/ui";
import { Smile } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKey } from "../../../client/keys/keymap-store.ts";

const emoji = ["👍", "❤️", "😂", "😮", "👏", "🎉", "🤔", "👎"] as const;

export interface ReactMenuProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onReact: (emoji: string) => void;
  className?: string;
}

/** What one can wave with. */
export function ReactMenu({ isOpen, onOpenChange, onReact, className }: ReactMenuProps) {
  const t = useTranslations("meet.bar");
  const key = useKey("meet.react");
  return (
    <Popover
      label={t("react")}
      side="top"
      align="center"
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      trigger={
        <RoundButton label={t("react")} caption={t("react")} keys={key} className={className}>
          <Smile aria-hidden="true" />
        </RoundButton>
      }
    >
      <div className="flex gap-1 p-2">
        {emoji.map((one, at) => (
          <button
            key={one}
            type="button"
            aria-label={t("reactWith", { emoji: one })}
            {...(at === 0 ? { "data-first": "" } : {})}
            onClick={() => {
              onReact(one);
              onOpenChange(false);
            }}
            className="grid size-10 place-items-center rounded-2 text-24 hover:bg-hover max-md:size-11"
          >
            {one}
          </button>
        ))}
      </div>
    </Popover>
  );
}
