import { tintOf } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import type { Recording } from "./api.ts";
import { filmTime } from "./film-time.ts";

interface SpeakersProps {
  speakers: Recording["speakers"];
  /** Seconds of the film. */
  length: number;
  second: number;
  onGo: (at: number) => void;
}

/** A line for each person, with the stretches in which they speak; a click goes there. */
export function Speakers({ speakers, length, second, onGo }: SpeakersProps) {
  const t = useTranslations("recordings");
  const people = Map.groupBy(speakers, ({ personId }) => personId);
  if (people.size === 0 || length <= 0) return null;
  const share = (at: number) => `${(Math.min(at, length) / length) * 100}%`;
  return (
    <section aria-label={t("speakers")}>
      <h2 className="px-2 pb-1 text-12 font-semibold text-faint">{t("speakers")}</h2>
      <ul className="flex flex-col gap-1 rounded-2 border bg-surface p-3">
        {[...people].map(([personId, stretches]) => (
          <li key={personId} className="flex items-center gap-3">
            <span dir="auto" className="w-28 shrink-0 truncate text-13">
              {stretches[0]?.name}
            </span>
            {/* A film runs from left to right in every script, as players do. */}
            <span dir="ltr" className="relative h-6 min-w-0 flex-1 rounded-1 bg-sunken">
              {stretches.map(({ name, from, to }) => (
                <button
                  key={from}
                  type="button"
                  title={filmTime(from)}
                  aria-label={t("speaks", { name, from: filmTime(from), to: filmTime(to) })}
                  onClick={() => onGo(from)}
                  style={placed(share(from), share(to - from), tintOf(personId))}
                  className="tinted bg-(--tint-line) absolute inset-y-1 min-w-1 rounded-1 hover:inset-y-0.5"
                />
              ))}
              <span
                aria-hidden="true"
                style={{ insetInlineStart: share(second) }}
                className="absolute inset-y-0 w-px bg-accent"
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const placed = (from: string, width: string, tint: number) =>
  ({ insetInlineStart: from, width, "--h": `var(--p${tint})` }) as CSSProperties;
