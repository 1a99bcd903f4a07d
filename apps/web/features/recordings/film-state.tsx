import { Button, EmptyState, ProgressBar, showToast } from "@carbyne/ui";
import { Film, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWords } from "../../client/words.ts";
import { type Recording, useRecordingVerbs } from "./api.ts";
import { useReasonWords } from "./reason-words.ts";

/** Where there is no film to look at: how far it is, or why there is none. */
export function FilmState({ recording }: { recording: Recording }) {
  const t = useTranslations("recordings");
  const words = useWords();
  const reason = useReasonWords();
  const { retry } = useRecordingVerbs();
  const { id, state, done, total, failure, mayChange } = recording;
  if (state === "starting" || state === "recording") return <EmptyState icon={<Film />} text={t("running")} />;
  if (state === "ready") return <EmptyState icon={<Film />} text={t("gone")} />;
  if (state === "failed") {
    const again = () => retry.mutate(id, { onError: (error) => showToast({ text: words(error).text }) });
    const act = mayChange ? (
      <Button onClick={again} isBusy={retry.isPending}>
        {t("retry")}
      </Button>
    ) : null;
    return <EmptyState icon={<TriangleAlert />} text={t("failed")} hint={reason(failure)} action={act} />;
  }
  return (
    <div className="mx-auto flex w-full max-w-[420px] flex-col gap-3 py-16 text-center">
      <p role="status" className="text-14 font-medium">
        {t("making")}
      </p>
      <ProgressBar label={t("making")} value={total > 0 ? done / total : null} />
    </div>
  );
}
