"use client";

import { Button, EmptyState, ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Video } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { AppFrame } from "../../frame/app-frame.tsx";
import { type MeetingLine, meetingsQuery } from "../api.ts";
import { MeetingRow } from "./meeting-row.tsx";
import { Recent } from "./recent.tsx";
import { NewMeetingDialog } from "./new-meeting-dialog.tsx";
import { Recordings } from "./recordings.tsx";

/** Where one meets: what runs now, the rooms, and what was recorded. */
export function MeetHome() {
  const t = useTranslations("meet");
  const words = useWords();
  const [isAsking, setIsAsking] = useState(false);
  const list = useQuery(meetingsQuery);
  useEffect(() => {
    document.title = `${t("title")} · Carbyne`;
  }, [t]);
  const begin = (
    <Button look="primary" onClick={() => setIsAsking(true)}>
      <Video aria-hidden="true" />
      {t("home.new")}
    </Button>
  );
  return (
    <AppFrame
      module="meet"
      sidebarLabel={t("title")}
      sidebar={() => null}
      search={<h1 className="px-2 text-14 font-semibold max-md:flex-1">{t("title")}</h1>}
      newAction={begin}
    >
      <div className="min-w-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-[960px] px-6 py-6 max-md:px-2">
          <div className="mb-4 flex px-2 md:hidden">{begin}</div>
          {list.isError && !list.data ? (
            <ErrorState {...words(list.error)} retryLabel={t("retry")} onRetry={() => void list.refetch()} />
          ) : !list.data ? (
            <div aria-busy="true" className="animate-late space-y-2">
              {[0, 1, 2, 3].map((at) => (
                <Skeleton key={at} className="h-14" />
              ))}
            </div>
          ) : list.data.rooms.length + list.data.running.length === 0 ? (
            <EmptyState icon={<Video aria-hidden="true" />} text={t("home.none")} action={begin} />
          ) : (
            <>
              {list.data.running.length > 0 ? <Part title={t("home.running")} lines={list.data.running} /> : null}
              {list.data.recent.length > 0 ? <Recent meetings={list.data.recent} /> : null}
              {list.data.rooms.length > 0 ? <Part title={t("home.rooms")} lines={list.data.rooms} /> : null}
            </>
          )}
          <Recordings />
        </div>
      </div>
      {isAsking ? <NewMeetingDialog onClose={() => setIsAsking(false)} /> : null}
    </AppFrame>
  );
}

function Part({ title, lines }: { title: string; lines: readonly MeetingLine[] }) {
  return (
    <section aria-label={title} className="mb-6">
      <h2 className="px-2 pb-1 text-12 font-semibold text-faint">{title}</h2>
      <ul className="divide-y rounded-2 border bg-surface">
        {lines.map((line) => (
          <MeetingRow key={line.roomId} line={line} />
        ))}
      </ul>
    </section>
  );
}
