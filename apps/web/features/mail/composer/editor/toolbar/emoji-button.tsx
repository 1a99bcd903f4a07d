import { IconButton, Popover, Skeleton } from "@carbyne/ui";
import { Smile } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";

const EmojiPicker = dynamic(() => import("./emoji-picker.tsx").then((module) => module.EmojiPicker), {
  ssr: false,
  loading: () => <Skeleton className="m-2 h-72 w-72" />,
});

/** Opens the emoji, whose names are loaded only then. */
export function EmojiButton({ onChoose }: { onChoose: (sign: string) => void }) {
  const t = useTranslations("writing.emoji");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label={t("title")}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton label={t("title")} side="top" size="small" className="max-md:size-11">
          <Smile aria-hidden="true" />
        </IconButton>
      }
    >
      <EmojiPicker
        onChoose={(sign) => {
          setIsOpen(false);
          onChoose(sign);
        }}
      />
    </Popover>
  );
}
