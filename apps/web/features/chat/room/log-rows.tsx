import { Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";

interface DayProps {
  at: string;
  /** Goes to another day. */
  onGo: () => void;
}

/** Where a day begins, and the way to another day. */
export function DayRow(props: DayProps) {
  return (
    <div className="flex items-center gap-3 px-5 pt-1 pb-0.5 text-12 font-medium text-muted before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
      <DayButton {...props} />
    </div>
  );
}

/** The day of what is read, as long as where it begins is out of sight. */
export function DayOnTop(props: DayProps) {
  return (
    <div className="pointer-events-none absolute inset-x-0 top-1.5 z-10 flex justify-center text-12 font-medium text-muted">
      <span className="pointer-events-auto rounded-full bg-raised shadow-floating">
        <DayButton {...props} />
      </span>
    </div>
  );
}

function DayButton({ at, onGo }: DayProps) {
  const dates = useDates();
  const t = useTranslations("listing.jump");
  return (
    <button
      type="button"
      title={t("open")}
      aria-label={`${dates.day(at)}. ${t("open")}`}
      onClick={onGo}
      className="rounded-full border px-2.5 py-px transition-colors hover:bg-hover hover:text-text max-md:py-2"
    >
      {dates.day(at)}
    </button>
  );
}

/** The server counts no further in a room's line. */
const mostCounted = 99;

/** Where the unread begins. */
export function UnreadRow({ count }: { count: number }) {
  const t = useTranslations("chat.log");
  return (
    <div className="flex items-center gap-3 px-5 pt-2 text-12 font-semibold text-accent-ink before:h-px before:flex-1 before:bg-accent after:h-px after:w-4 after:bg-accent">
      {count > mostCounted ? t("newMany") : t("new", { count })}
    </div>
  );
}

/** What stands there until the first messages come. */
export function LogSkeleton() {
  return (
    <div aria-hidden="true" className="flex min-h-0 flex-1 flex-col justify-end gap-4 overflow-hidden px-5 py-4">
      {["h-3 w-3/5", "h-3 w-4/5", "h-3 w-2/5", "h-3 w-3/4"].map((width) => (
        <div key={width} className="flex gap-3">
          <Skeleton className="size-8 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-3 w-32" />
            <Skeleton className={width} />
          </div>
        </div>
      ))}
    </div>
  );
}
