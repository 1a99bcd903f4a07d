import { IconButton } from "@carbyne/ui";
import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Token } from "../../preview/text/highlight.ts";
import { languageOf } from "../../preview/text/languages.ts";
import { lookOf } from "../../preview/text/scope-look.ts";

const copiedMs = 2_000;

/** Code that somebody sent, in the colours of the viewer, which are loaded for it; to be copied with one press. */
export function CodeBlock({ text, language }: { text: string; language: string }) {
  const t = useTranslations("chat.text");
  const [isCopied, setIsCopied] = useState(false);
  const lines = useColours(text, language);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), copiedMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    // The colours of the viewer are made for its paper.
    <div dir="ltr" className="relative rounded-2 border bg-surface">
      <pre
        tabIndex={0}
        aria-label={t("code")}
        role="group"
        className="overflow-x-auto rounded-2 py-2 ps-3 pe-11 font-mono text-13 wrap-normal [font-variant-ligatures:none]"
      >
        {lines?.map((line, at) => (
          <span key={at}>
            {line.map((token, place) => (
              <span key={place} className={lookOf(token.scope)}>
                {token.text}
              </span>
            ))}
            {"\n"}
          </span>
        )) ?? text}
      </pre>
      <IconButton
        label={isCopied ? t("copied") : t("copy")}
        size="small"
        className="absolute! end-1 top-1 bg-surface"
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setIsCopied(true),
            // Without the right to it, the text can still be chosen by hand.
            () => undefined,
          )
        }
      >
        {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      </IconButton>
      <span role="status" className="sr-only">
        {isCopied ? t("copied") : ""}
      </span>
    </div>
  );
}

/** The words of the code and what they mean; null until that is known, or for ever where it is plain. */
function useColours(text: string, language: string): readonly (readonly Token[])[] | null {
  const [known, setKnown] = useState<{ of: string; lines: readonly (readonly Token[])[] } | null>(null);
  useEffect(() => {
    if (language === "") return undefined;
    let isStopped = false;
    const name = language.toLowerCase();
    import("../../preview/text/highlight.ts")
      .then(({ tokensOf }) => tokensOf(text, languageOf(`code.${name}`, "") ?? name))
      .then(
        (lines) => !isStopped && setKnown({ of: text, lines }),
        // Without its colours it reads all the same.
        () => undefined,
      );
    return () => {
      isStopped = true;
    };
  }, [text, language]);
  return known?.of === text ? known.lines : null;
}
