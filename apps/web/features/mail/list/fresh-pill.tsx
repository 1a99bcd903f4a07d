import { Button } from "@carbyne/ui";
import { ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { MailList } from "./use-mail-list.ts";

/** How many rows have come in above what was on top when the top was last in sight. */
export function useFresh({ data, key }: MailList, isAtTop: boolean): number {
  const top = data?.segments[0]?.start === 0 ? data.segments[0].rows : [];
  const first = top[0]?.id ?? null;
  const [seen, setSeen] = useState(first);
  if (isAtTop && first !== seen) setSeen(first);
  const isByDate = key?.sort === "date" && key.direction === "desc";
  return isAtTop || !isByDate || seen === null
    ? 0
    : Math.max(
        0,
        top.findIndex((row) => row.id === seen),
      );
}

/** Says that mail came in above what is in sight, and leads there. */
export function FreshPill({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useTranslations("listing");
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-10 flex justify-center">
      {count > 0 ? (
        <Button
          look="primary"
          onClick={onShow}
          className="pointer-events-auto animate-rise rounded-full! shadow-floating"
        >
          <ArrowUp aria-hidden="true" />
          {t("fresh", { count })}
        </Button>
      ) : null}
    </div>
  );
}
