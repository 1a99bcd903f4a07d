"use client";

import { Button, EmptyState, showToast } from "@carbyne/ui";
import { MailCheck } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { lazyLayer } from "../../../../client/lazy-layer.tsx";
import { takeShared } from "../../../offline/shared-files.ts";
import { type ComposerStart, openComposer, useComposers } from "../composer-store.ts";
import { takeReopened } from "../saving/open-queues.ts";
import { startAt } from "./window-place.ts";

const Composer = lazyLayer(() => import("../composer.tsx").then((module) => module.Composer));

/** Longer than a message can be taken back for by default. */
const closesMs = 12_000;

/** A message that is written in a window of its own, with an address that can be kept. */
export function ComposeWindow() {
  const t = useTranslations("writing.window");
  const draft = usePathname().split("/")[3] ?? "new";
  const query = useSearchParams().toString();
  const composers = useComposers();
  const [isOpened, setIsOpened] = useState(false);
  // Taking a message back opens it again in this window.
  const current = composers.at(-1);

  useEffect(() => {
    const [reopened] = takeReopened();
    const start: ComposerStart = reopened
      ? { kind: "draft", draftId: reopened }
      : startAt(draft, new URLSearchParams(query));
    const open = (files: readonly File[]) => {
      openComposer(start.kind === "new" && files.length > 0 ? { ...start, files } : start);
      setIsOpened(true);
    };
    if (new URLSearchParams(query).has("shared"))
      void takeShared()
        .catch(() => [])
        .then(open);
    else open([]);
  }, [draft, query]);

  useEffect(() => {
    const lost = (new URLSearchParams(query).get("lost") ?? "").split("-");
    for (const what of ["files", "text"] as const) if (lost.includes(what)) showToast({ text: t(`lost.${what}`) });
  }, [query, t]);

  const isDone = isOpened && current === undefined;
  useEffect(() => {
    document.title = `${t("title")} · Carbyne`;
  }, [t]);
  useEffect(() => {
    if (!isDone || window.opener === null) return;
    const timer = setTimeout(() => window.close(), closesMs);
    return () => clearTimeout(timer);
  }, [isDone]);

  if (current) return <Composer key={current.id} composer={current} isWindow />;
  if (!isDone) return null;
  return (
    <main className="grid h-dvh">
      <EmptyState
        icon={<MailCheck />}
        text={t("done")}
        action={
          <span className="flex gap-2">
            {window.opener === null ? null : <Button onClick={() => window.close()}>{t("close")}</Button>}
            <Button asChild look="primary">
              <a href="/mail">{t("mail")}</a>
            </Button>
          </span>
        }
      />
    </main>
  );
}
