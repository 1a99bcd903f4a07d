import { IconButton } from "@carbyne/ui";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const shownMs = 2_000;

/** Copies a text and says for a moment that it did. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("admin");
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <IconButton
      label={isCopied ? t("copied") : label}
      size="small"
      side="top"
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => setIsCopied(true));
      }}
    >
      {isCopied ? <Check aria-hidden="true" className="text-success" /> : <Copy aria-hidden="true" />}
    </IconButton>
  );
}
