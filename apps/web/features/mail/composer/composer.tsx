import { ErrorState, Skeleton } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { KeysHeld } from "../../../client/lazy-layer.tsx";
import { useWords } from "../../../client/words.ts";
import { ComposerCard } from "./composer-card.tsx";
import { ComposerForm } from "./composer-form.tsx";
import { closeComposer, type OpenComposer, showComposer } from "./composer-store.ts";
import { useStartContent } from "./start-content.ts";

export interface ComposerProps {
  composer: OpenComposer;
  /** It fills a window of its own. */
  isWindow?: boolean;
}

/** One message that is being written, from the moment that it is asked for. */
export function Composer({ composer, isWindow = false }: ComposerProps) {
  const t = useTranslations("composer");
  const words = useWords();
  const { id, start, view } = composer;
  const content = useStartContent(composer);

  if (content.data) return <ComposerForm composer={composer} initial={content.data} isWindow={isWindow} />;
  return (
    <ComposerCard
      label={t(`title.${start.kind}`)}
      title={t(`title.${start.kind}`)}
      view={isWindow ? "window" : view}
      onView={(next) => showComposer(id, next)}
      onClose={() => closeComposer(id)}
    >
      {content.isError ? (
        <ErrorState {...words(content.error)} retryLabel={t("retry")} onRetry={() => void content.refetch()} />
      ) : (
        <div aria-busy="true" className="flex flex-col gap-3 p-4">
          <Skeleton className="h-6" />
          <Skeleton className="h-6" />
          <Skeleton className="h-40" />
          {view === "minimised" ? null : <KeysHeld onCancel={() => closeComposer(id)} />}
        </div>
      )}
    </ComposerCard>
  );
}
