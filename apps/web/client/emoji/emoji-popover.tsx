import { Popover, Skeleton } from "@carbyne/ui";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";

const EmojiChoice = dynamic(() => import("./emoji-choice.tsx").then((module) => module.EmojiChoice), {
  ssr: false,
  loading: () => <Skeleton className="m-2 h-96 w-84" />,
});

export interface EmojiPopoverProps {
  /** The button that opens it; it must take a ref and props. */
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  onChoose: (sign: string) => void;
}

/** Lets an emoji be chosen; their names are loaded only then. */
export function EmojiPopover({ trigger, align, onChoose }: EmojiPopoverProps) {
  const t = useTranslations("chat.emoji");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label={t("title")}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={trigger}
      {...(align ? { align } : {})}
    >
      <EmojiChoice
        onChoose={(sign) => {
          setIsOpen(false);
          onChoose(sign);
        }}
      />
    </Popover>
  );
}
