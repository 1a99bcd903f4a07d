import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Outputs } from "../../../client/server.ts";

type Check = Outputs["reading"]["explain"]["checks"][number];
type Verdict = "pass" | "fail" | "other";

function verdictOf({ result }: Check): Verdict {
  if (result === "pass") return "pass";
  return result === "fail" || result === "softfail" || result === "policy" ? "fail" : "other";
}

const icons = {
  pass: <CircleCheck aria-hidden="true" className="text-success" />,
  fail: <CircleX aria-hidden="true" className="text-danger" />,
  other: <CircleHelp aria-hidden="true" className="text-faint" />,
};

/** What this server found out about the sender, a sentence for each check. */
export function CheckList({ checks, isLocal }: { checks: readonly Check[]; isLocal: boolean }) {
  const t = useTranslations("message.explain.check");
  if (checks.length === 0) return <p className="text-13 text-muted">{t(isLocal ? "local" : "none")}</p>;
  return (
    <ul className="space-y-2">
      {checks.map((check, at) => {
        const verdict = verdictOf(check);
        return (
          <li key={at} className="flex gap-2.5 text-13 [&>svg]:size-[18px] [&>svg]:shrink-0">
            {icons[verdict]}
            <span className="min-w-0 wrap-anywhere">
              <strong className="font-semibold">{check.method.toUpperCase()}</strong>{" "}
              {check.result.endsWith("error")
                ? t("error", { result: check.result })
                : t(`${check.method}.${verdict}`, { domain: check.domain || t("noDomain"), result: check.result })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
