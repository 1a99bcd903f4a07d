import { Button, ProgressBar } from "@carbyne/ui";
import { useLocale, useTranslations } from "next-intl";
import { useFolders } from "./folders.ts";
import type { Work } from "./types.ts";
import { useWorks, useWorkVerbs } from "./works-api.ts";

/** How far filters are that run on folders, and what they have done lately. */
export function WorkList() {
  const t = useTranslations("filters.work");
  const { data } = useWorks();
  const shown = (data ?? []).filter(isShown);
  if (shown.length === 0) return null;
  return (
    <ul aria-label={t("list")} className="mb-6 flex flex-col gap-2">
      {shown.map((work) => (
        <WorkRow key={work.id} work={work} />
      ))}
    </ul>
  );
}

const shownMs = 15 * 60_000;

/** What runs, what has just been done and can be taken back, and what went wrong lately. */
function isShown(work: Work): boolean {
  const { state, canUndo, finishedAt } = work;
  if (!isFilterWork(work)) return false;
  if (state === "waiting") return true;
  const isRecent = finishedAt !== null && Date.now() - Date.parse(finishedAt) < shownMs;
  return isRecent && (canUndo || state === "failed");
}

/** One piece of work: how far it is, and a way to stop it or to take it back. */
export function WorkRow({ work }: { work: Work }) {
  const t = useTranslations("filters.work");
  const tMail = useTranslations("mail");
  const { cancel, undo } = useWorkVerbs();
  const text = useWorkWords();
  const left = useTimeLeft();
  const isRunning = work.state === "waiting";
  return (
    <li className="rounded-2 border bg-surface px-4 py-3 text-13">
      <div className="flex min-h-8 items-center gap-3">
        <p role="status" className="min-w-0 flex-1">
          {text(work)} {isRunning ? <span className="text-muted">{left(work)}</span> : null}
        </p>
        {isRunning ? (
          <Button look="quiet" isBusy={cancel.isPending} onClick={() => cancel.mutate(work.id)}>
            {t("cancel")}
          </Button>
        ) : work.canUndo ? (
          <Button look="ink" isBusy={undo.isPending} onClick={() => undo.mutate(work.id)}>
            {tMail("undo")}
          </Button>
        ) : null}
      </div>
      {isRunning ? (
        <ProgressBar value={work.total === 0 ? null : work.done / work.total} label={t("progress")} className="mt-2" />
      ) : null}
    </li>
  );
}

/** Other kinds of work are shown where they belong. */
export function isFilterWork({ kind }: Work): boolean {
  return kind === "filter-folder" || kind === "filter-undo";
}

/** What a piece of work is doing, or has done. */
export function useWorkWords(): (work: Work) => string {
  const t = useTranslations("filters.work");
  const folders = useFolders();
  return (work) => {
    const folder = folders.find((one) => one.id === work.mailboxId)?.label ?? t("someFolder");
    const { done, total, changed } = work;
    return t(`${work.kind === "filter-undo" ? "undo" : "run"}.${work.state}`, { folder, done, total, changed });
  };
}

const soonMs = 5_000;

function useTimeLeft(): (work: Work) => string {
  const t = useTranslations("filters.work");
  const locale = useLocale();
  return ({ done, total, createdAt }) => {
    const spent = Date.now() - Date.parse(createdAt);
    if (done === 0 || spent < soonMs) return "";
    const seconds = Math.round((spent / done) * (total - done)) / 1000;
    const [value, unit] = seconds < 60 ? [Math.ceil(seconds), "second"] : [Math.ceil(seconds / 60), "minute"];
    return t("left", {
      time: new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(value),
    });
  };
}
