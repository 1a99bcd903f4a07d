import { ShieldAlert, TriangleAlert, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MessageView } from "../types.ts";
import { Notice } from "./notice.tsx";

/** Why to look twice at a message, a line each. */
export function WarningNotices({ message }: { message: MessageView }) {
  const t = useTranslations("reading");
  const tWarning = useTranslations("message.warning");
  const address = message.from?.address ?? "";
  return (
    <>
      {message.verdict === "failed" ? (
        <Notice icon={<ShieldAlert aria-hidden="true" />} tone="danger">
          <strong className="font-semibold">{t("failed.text", { address })}</strong> {t("failed.hint")}
        </Notice>
      ) : null}
      {message.warnings.map((warning) =>
        warning.kind === "first-time" ? (
          <Notice key={warning.kind} icon={<UserRoundPlus aria-hidden="true" />}>
            {tWarning("firstTime", { address })}
          </Notice>
        ) : (
          <Notice key={warning.kind} icon={<TriangleAlert aria-hidden="true" />} tone="warning">
            <WarningWords warning={warning} address={address} />
          </Notice>
        ),
      )}
    </>
  );
}

type Grave = Exclude<MessageView["warnings"][number], { kind: "first-time" }>;

function WarningWords({ warning, address }: { warning: Grave; address: string }) {
  const t = useTranslations("message.warning");
  switch (warning.kind) {
    case "name-shows-other":
      return t("nameShowsOther", { shown: warning.shown, address });
    case "name-of-other":
      return t("nameOfOther", { name: warning.name, known: warning.address, address });
    case "lookalike":
      return t("lookalike", { domain: warning.domain, like: warning.like });
    case "own-domain":
      return t("ownDomain", { domain: warning.domain });
    case "reply-elsewhere":
      return t("replyElsewhere", { address: warning.address });
  }
}
