import { Button, Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { memo, type ReactNode, useEffect, useState } from "react";
import { useSizes } from "../../../client/sizes.ts";
import { printPage } from "../print.ts";
import type { ViewProps } from "../view-props.ts";
import { wayOf } from "../way-of.ts";
import { languageOf } from "./languages.ts";
import { type Token, plainLines, tokensOf } from "./highlight.ts";
import { lookOf } from "./scope-look.ts";
import { useText } from "./use-text.ts";

/** Read at first, and so much more each time that more is wanted. */
const partBytes = 400_000;

/** Text as it is, code with its lines numbered and in colours; what is long comes in parts. */
export function TextView({ file, onPrintable, onFail }: ViewProps) {
  const [most, setMost] = useState(partBytes);
  const { text, isCut, error } = useText(file.contentHref, most);
  useEffect(() => {
    if (error) onFail(error);
  }, [error, onFail]);
  useEffect(() => {
    if (text === null) return undefined;
    onPrintable(
      () =>
        void printPage((page) => {
          const sheet = page.createElement("pre");
          sheet.textContent = text;
          sheet.style.whiteSpace = "pre-wrap";
          page.body.append(sheet);
        }),
    );
    return () => onPrintable(null);
  }, [text, onPrintable]);
  const language = wayOf(file) === "code" ? languageOf(file.name, file.type) : null;
  return (
    <Sheet isWide={language !== null} label={file.name}>
      {text === null ? (
        <Skeleton className="h-96" />
      ) : language === null ? (
        <div dir="auto" className="font-mono text-13 leading-reading wrap-anywhere whitespace-pre-wrap">
          {text}
        </div>
      ) : (
        <Code text={text} language={language} />
      )}
      {isCut ? <More shown={most} all={file.sizeBytes} onMore={() => setMost(most + partBytes)} /> : null}
    </Sheet>
  );
}

/** Paper to read on, in the middle. */
export function Sheet({ isWide = false, label, children }: { isWide?: boolean; label: string; children: ReactNode }) {
  return (
    <div
      data-scrolls=""
      tabIndex={0}
      role="group"
      aria-label={label}
      className="min-h-0 flex-1 overflow-auto p-6 outline-none max-md:p-0"
    >
      <div
        className={`mx-auto min-h-full rounded-2 border bg-surface px-8 py-6 max-md:rounded-none max-md:border-0 max-md:px-4 ${isWide ? "max-w-[120ch]" : "max-w-[90ch]"}`}
      >
        {children}
      </div>
    </div>
  );
}

/** That there is more of a file, and a way to it. */
export function More({ shown, all, onMore }: { shown: number; all: number; onMore: (() => void) | null }) {
  const t = useTranslations("preview");
  const size = useSizes();
  return (
    <p className="mt-4 flex flex-wrap items-center gap-3 border-t pt-4 text-13 text-muted">
      {t("cut", { shown: size(shown), all: size(all) })}
      {onMore ? <Button onClick={onMore}>{t("more")}</Button> : null}
    </p>
  );
}

function Code({ text, language }: { text: string; language: string }) {
  const [lines, setLines] = useState<readonly (readonly Token[])[]>(() => plainLines(text));
  useEffect(() => {
    let isStopped = false;
    setLines(plainLines(text));
    // Without its colours it reads all the same.
    tokensOf(text, language).then(
      (coloured) => !isStopped && setLines(coloured),
      () => undefined,
    );
    return () => {
      isStopped = true;
    };
  }, [text, language]);
  return (
    <div dir="ltr" className="flex gap-4 overflow-x-auto font-mono text-13 leading-reading">
      <pre aria-hidden="true" className="shrink-0 text-end text-faint tabular-nums select-none">
        {lines.map((_, at) => at + 1).join("\n")}
      </pre>
      <pre className="min-w-0 flex-1">
        {lines.map((line, at) => (
          <Line key={at} line={line} />
        ))}
      </pre>
    </div>
  );
}

const Line = memo(function Line({ line }: { line: readonly Token[] }) {
  return (
    <>
      {line.map(({ text, scope }, at) => {
        const look = lookOf(scope);
        return look === undefined ? (
          text
        ) : (
          <span key={at} className={look}>
            {text}
          </span>
        );
      })}
      {"\n"}
    </>
  );
});
