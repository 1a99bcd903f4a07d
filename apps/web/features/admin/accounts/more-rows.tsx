import { Button } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

export interface MoreRowsProps {
  hasMore: boolean;
  isLoading: boolean;
  isFailed: boolean;
  onMore: () => void;
}

/** Asks for the next page when the end of the list comes near. */
export function MoreRows({ hasMore, isLoading, isFailed, onMore }: MoreRowsProps) {
  const t = useTranslations("admin");
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  useEffect(() => {
    latest.current = onMore;
  });
  useEffect(() => {
    const element = end.current;
    if (!element || !hasMore || isLoading || isFailed) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current();
      },
      { rootMargin: "600px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, isLoading, isFailed]);
  if (!hasMore) return null;
  return (
    <div ref={end} className="grid h-14 place-items-center text-13 text-muted">
      {isFailed ? <Button onClick={onMore}>{t("retry")}</Button> : t("loading")}
    </div>
  );
}
