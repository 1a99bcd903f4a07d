import { Lock, LockOpen } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import type { Outputs } from "../../../client/server.ts";

type Hop = Outputs["reading"]["explain"]["route"][number];

/** Slower than this is worth a second look. */
const slowSeconds = 300;

/** The servers that a message passed, first to last, and how long each took. */
export function RouteList({ route }: { route: readonly Hop[] }) {
  const t = useTranslations("message.explain.hop");
  const dates = useDates();
  const duration = useDuration();
  return (
    <ol className="space-y-3 border-s-2 ps-4">
      {route.map((hop, at) => (
        <li key={at} className="text-13">
          <p className="flex flex-wrap items-center gap-x-2">
            <span dir="ltr" className="min-w-0 font-medium wrap-anywhere">
              {hop.by || t("unknown")}
            </span>
            <span className="inline-flex items-center gap-1 text-12 text-faint [&>svg]:size-3.5">
              {hop.isEncrypted ? <Lock aria-hidden="true" /> : <LockOpen aria-hidden="true" />}
              {hop.isEncrypted ? t("encrypted") : t("open")}
            </span>
          </p>
          <p className="text-muted wrap-anywhere">
            {[hop.from ? t("from", { server: nameOf(hop) }) : "", hop.at ? dates.full(hop.at) : ""]
              .filter(Boolean)
              .join(" · ")}
          </p>
          {hop.delaySeconds !== null ? (
            <p className={hop.delaySeconds > slowSeconds ? "text-warning" : "text-faint"}>
              {hop.delaySeconds < 0 ? t("clock") : t("after", { duration: duration(hop.delaySeconds) })}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

/** A server as it named itself, with the address it really had. */
function nameOf({ from, ip }: Hop): string {
  return ip === "" || from.includes(ip) ? from : `${from} [${ip}]`;
}

/** `1 hr 5 min`: the two largest units. */
function useDuration(): (seconds: number) => string {
  const locale = useLocale();
  return (seconds) => {
    const units = [
      ["day", 86_400],
      ["hour", 3600],
      ["minute", 60],
      ["second", 1],
    ] as const;
    let left = seconds;
    const parts: string[] = [];
    for (const [unit, size] of units) {
      const count = Math.floor(left / size);
      left %= size;
      if (count === 0 && (unit !== "second" || parts.length > 0)) continue;
      parts.push(new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(count));
    }
    return parts.slice(0, 2).join(" ");
  };
}
