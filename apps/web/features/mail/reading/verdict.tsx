import { Tooltip } from "@carbyne/ui";
import { clsx } from "clsx";
import { Server, ShieldAlert, ShieldCheck, ShieldQuestionMark } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { MessageView } from "../types.ts";

type Kind = MessageView["verdict"];

const looks: Record<Kind, { icon: ReactNode; tone: string }> = {
  verified: { icon: <ShieldCheck aria-hidden="true" />, tone: "text-success" },
  local: { icon: <Server aria-hidden="true" />, tone: "text-muted" },
  unverified: { icon: <ShieldQuestionMark aria-hidden="true" />, tone: "text-faint" },
  failed: { icon: <ShieldAlert aria-hidden="true" />, tone: "text-danger" },
};

/** Whether the sender is who they say, in one word, and what that means on hover. */
export function VerdictMark({ verdict }: { verdict: Kind }) {
  const t = useTranslations("reading");
  const { icon, tone } = looks[verdict];
  return (
    <Tooltip text={t(`verdictHint.${verdict}`)}>
      <span
        tabIndex={0}
        role="note"
        className={clsx(
          "inline-flex shrink-0 items-center gap-1 rounded-[4px] text-12 font-medium [&_svg]:size-3.5",
          tone,
        )}
      >
        {icon}
        {t(`verdict.${verdict}`)}
      </span>
    </Tooltip>
  );
}
