"use client";

import { Button, Skeleton } from "@carbyne/ui";
import { LinkIcon, Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { refusalOf, useWords } from "../../client/words.ts";
import { Mark } from "../frame/mark.tsx";
import { type LinkAbout, useLink } from "./api.ts";
import { LinkCode } from "./link-code.tsx";
import { LinkContent } from "./link-content.tsx";
import { LinkJoin } from "./link-join.tsx";
import { LinkUpload } from "./link-upload.tsx";

/** What a link leads to, for whoever has its address: nobody has to be signed in. */
export function LinkScreen({ token }: { token: string }) {
  const { data, error, refetch } = useLink(token);
  const reason = refusalOf(error)?.reason;
  if (reason === "link-code-needed") return <LinkCode token={token} />;
  if (data === undefined && error) return <Closed error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <LinkFrame>
        <Skeleton className="mx-auto h-64 w-full max-w-[720px] animate-late" />
      </LinkFrame>
    );
  if (data.kind === "collaborate") return <LinkJoin token={token} link={data} />;
  if (data.kind === "upload") return <LinkUpload token={token} link={data} />;
  if (data.downloadsLeft === 0) return <Closed reason="link-used-up" />;
  return <LinkContent token={token} link={data} />;
}

/** Above what is shown: the mark, and whose it is. */
export function LinkFrame({ link, acts, children }: { link?: LinkAbout; acts?: ReactNode; children: ReactNode }) {
  const t = useTranslations("links");
  return (
    <div className="flex min-h-dvh flex-col bg-bg">
      <header className="flex min-h-14 items-center gap-3 border-b bg-surface px-4 py-2">
        <Mark size={28} />
        <div className="min-w-0 flex-1">
          {link ? (
            <>
              <p className="truncate text-14 font-semibold">
                <bdi>{link.name}</bdi>
              </p>
              <p className="truncate text-12 text-muted">{t("page.by", { name: link.by })}</p>
            </>
          ) : null}
        </div>
        {acts}
      </header>
      <main className="flex flex-1 flex-col p-6 max-md:p-3">{children}</main>
    </div>
  );
}

/** That a link opens nothing, why as far as that is said, and what can be done. */
function Closed({ error, reason, onRetry }: { error?: unknown; reason?: "link-used-up"; onRetry?: () => void }) {
  const t = useTranslations("links.page");
  const tReasons = useTranslations("errors.reasons");
  const words = useWords();
  const why = reason ?? refusalOf(error)?.reason ?? "";
  const isEnd = why === "link-unknown" || why === "link-expired" || why === "link-used-up";
  return (
    <LinkFrame>
      <div className="m-auto flex max-w-[44ch] flex-col items-center gap-3 py-16 text-center">
        <span className="text-faint [&_svg]:size-10 [&_svg]:stroke-[1.25]">
          {isEnd ? <Unlink aria-hidden="true" /> : <LinkIcon aria-hidden="true" />}
        </span>
        <h1 className="text-20 font-semibold">{isEnd ? tReasons(why) : words(error).text}</h1>
        <p className="text-14 text-muted">{isEnd ? t("closedHint") : words(error).hint}</p>
        {isEnd || !onRetry ? null : <Button onClick={onRetry}>{t("retry")}</Button>}
      </div>
    </LinkFrame>
  );
}
