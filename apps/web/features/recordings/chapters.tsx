import { useTranslations } from "next-intl";
import type { Recording } from "./api.ts";
import { filmTime } from "./film-time.ts";

interface ChaptersProps {
  chapters: Recording["chapters"];
  second: number;
  onGo: (at: number) => void;
}

/** Where something new begins. */
export function Chapters({ chapters, second, onGo }: ChaptersProps) {
  const t = useTranslations("recordings");
  const current = chapters.findLast(({ at }) => Math.floor(at) <= second);
  return (
    <section aria-label={t("chapters")}>
      <h2 className="px-2 pb-1 text-12 font-semibold text-faint">{t("chapters")}</h2>
      <ol className="max-h-64 divide-y overflow-y-auto rounded-2 border bg-surface">
        {chapters.map((chapter) => (
          <li key={chapter.at}>
            <button
              type="button"
              aria-current={chapter === current ? "true" : undefined}
              onClick={() => onGo(chapter.at)}
              className="flex min-h-9 w-full items-center gap-3 px-3 py-1.5 text-start text-13 hover:bg-hover aria-[current]:font-semibold max-md:min-h-11"
            >
              <span className="w-12 shrink-0 text-muted tabular-nums">{filmTime(chapter.at)}</span>
              <span dir="auto" className="min-w-0 flex-1 break-words">
                {chapter.title}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
