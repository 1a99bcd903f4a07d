import { Drawer, ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { replaceWith, useAddress } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { nodeQuery } from "../api.ts";
import { Details } from "./details-pane.tsx";

/** The details of an entry that the address names, wherever it lies, at the thread that it names: where a notice leads. */
export function LinkedDetails() {
  const t = useTranslations("files");
  const words = useWords();
  const query = new URL(useAddress(), "https://here.invalid").searchParams;
  const id = query.get("details");
  const { data, error, refetch } = useQuery({ ...nodeQuery(id ?? ""), enabled: id !== null });
  return (
    <Drawer
      isOpen={id !== null}
      onClose={() => replaceWith(withoutDetails())}
      title={data?.name ?? t("details.title")}
      closeLabel={t("details.close")}
    >
      {data ? (
        <Details key={data.id} node={data} threadId={query.get("thread") ?? undefined} />
      ) : error ? (
        <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />
      ) : (
        <div className="animate-late space-y-3 p-4">
          <Skeleton className="h-24" />
          <Skeleton className="h-40" />
        </div>
      )}
    </Drawer>
  );
}

function withoutDetails(): string {
  const { pathname, search } = window.location;
  const query = new URLSearchParams(search);
  query.delete("details");
  query.delete("thread");
  return `${pathname}${query.size > 0 ? `?${query.toString()}` : ""}`;
}
