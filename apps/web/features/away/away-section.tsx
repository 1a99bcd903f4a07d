import { ErrorState, Skeleton } from "@carbyne/ui";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useWords } from "../../client/words.ts";
import { useAway } from "./api.ts";

const AwayForm = dynamic(() => import("./away-form.tsx").then((module) => module.AwayForm), {
  ssr: false,
  loading: () => <AwaySkeleton />,
});

/** What people get by itself who write while one is away. */
export function AwaySection() {
  const t = useTranslations("away");
  const words = useWords();
  const away = useAway();
  if (away.isError && !away.data)
    return <ErrorState {...words(away.error)} retryLabel={t("retry")} onRetry={() => void away.refetch()} />;
  if (!away.data) return <AwaySkeleton />;
  return <AwayForm away={away.data} />;
}

function AwaySkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-6 animate-late">
      <Skeleton className="h-16" />
      <Skeleton className="h-32" />
      <Skeleton className="h-40" />
    </div>
  );
}
