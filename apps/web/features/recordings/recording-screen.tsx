"use client";

import { ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useWords } from "../../client/words.ts";
import { AppFrame } from "../frame/app-frame.tsx";
import { recordingQuery } from "./api.ts";
import { FilmPlayer } from "./film-player.tsx";
import { FilmState } from "./film-state.tsx";
import { RecordingHead } from "./recording-head.tsx";

/** One recording: its film with all that one finds in it, or how far that is. */
export function RecordingScreen({ id }: { id: string }) {
  const t = useTranslations("recordings");
  const tMeet = useTranslations("meet");
  const words = useWords();
  const { data, error, refetch } = useQuery(recordingQuery(id));
  const name = data?.name;
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · Carbyne`;
  }, [name]);
  return (
    <AppFrame
      module="meet"
      sidebarLabel={tMeet("title")}
      sidebar={() => null}
      search={<span className="px-2 text-14 font-semibold max-md:flex-1">{tMeet("title")}</span>}
      isDetail
    >
      <div className="min-w-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-[1200px] flex-col gap-4 p-6 max-md:p-3">
          <Link
            href="/meet"
            className="flex w-fit items-center gap-1 text-13 text-muted hover:underline max-md:min-h-11"
          >
            <ArrowLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />
            {t("back")}
          </Link>
          {data ? (
            <>
              <RecordingHead recording={data} />
              {data.state === "ready" && data.hasFilm ? (
                <FilmPlayer recording={data} />
              ) : (
                <FilmState recording={data} />
              )}
            </>
          ) : error ? (
            <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />
          ) : (
            <Skeleton className="h-96" />
          )}
        </div>
      </div>
    </AppFrame>
  );
}
