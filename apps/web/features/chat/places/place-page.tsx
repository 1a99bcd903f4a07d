import { Button, EmptyState, ErrorState, IconButton, Skeleton } from "@carbyne/ui";
import { ChevronLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { goTo } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";

export interface PlacePageProps {
  title: string;
  /** What narrows it, under the title. */
  controls?: ReactNode;
  list: {
    isPending: boolean;
    error: unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
    refetch: () => unknown;
  };
  count: number;
  empty: { icon: ReactNode; text: string };
  children: ReactNode;
}

/** A list of what was said in several rooms, page by page. */
export function PlacePage({ title, controls, list, count, empty, children }: PlacePageProps) {
  const t = useTranslations("chat.places");
  const words = useWords();
  return (
    <section className="flex min-w-0 flex-1 flex-col bg-surface">
      <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-2 border-b px-5 py-2 max-md:px-1">
        <IconButton label={t("back")} onClick={() => goTo("/chat")} className="md:hidden">
          <ChevronLeft aria-hidden="true" className="rtl:rotate-180" />
        </IconButton>
        <h1 className="min-w-0 truncate text-16 font-semibold md:flex-1">{title}</h1>
        {controls}
      </header>
      <div className="min-h-0 flex-1 overflow-auto">
        {list.isPending ? (
          <div className="flex flex-col gap-3 p-5" aria-busy="true">
            <Skeleton className="h-12" />
            <Skeleton className="h-12" />
          </div>
        ) : list.error && count === 0 ? (
          <ErrorState {...words(list.error)} retryLabel={t("retry")} onRetry={() => void list.refetch()} />
        ) : count === 0 ? (
          <EmptyState {...empty} />
        ) : (
          <ul aria-label={title}>{children}</ul>
        )}
        {list.hasNextPage ? (
          <div className="flex justify-center p-4">
            <Button isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("more")}
            </Button>
          </div>
        ) : null}
      </div>
    </section>
  );
}
