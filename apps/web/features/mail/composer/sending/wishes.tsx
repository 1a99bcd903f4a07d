import { ArrowDown, ChevronsUp, MailCheck, PackageCheck, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Fields } from "../use-composer.ts";

/** What goes with the message that its text does not say; each can be taken back where it is shown. */
export function Wishes({ fields, onChange }: { fields: Fields; onChange: (part: Partial<Fields>) => void }) {
  const t = useTranslations("identities.compose");
  const { priority, wantsRead, wantsDelivery } = fields;
  if (!priority && !wantsRead && !wantsDelivery) return null;
  return (
    <ul className="flex flex-wrap gap-1.5 px-4 pb-2">
      {priority ? (
        <Wish
          icon={priority === "high" ? <ChevronsUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />}
          text={priority === "high" ? t("isHigh") : t("isLow")}
          onRemove={() => onChange({ priority: undefined })}
        />
      ) : null}
      {wantsRead ? (
        <Wish
          icon={<MailCheck aria-hidden="true" />}
          text={t("isRead")}
          onRemove={() => onChange({ wantsRead: undefined })}
        />
      ) : null}
      {wantsDelivery ? (
        <Wish
          icon={<PackageCheck aria-hidden="true" />}
          text={t("isDelivery")}
          onRemove={() => onChange({ wantsDelivery: undefined })}
        />
      ) : null}
    </ul>
  );
}

function Wish({ icon, text, onRemove }: { icon: ReactNode; text: string; onRemove: () => void }) {
  const t = useTranslations("identities.compose");
  return (
    <li className="inline-flex h-[26px] items-center gap-1.5 rounded-full border bg-surface ps-2 text-13 text-muted max-md:h-11 [&>svg]:size-3.5">
      {icon}
      {text}
      <button
        type="button"
        aria-label={t("takeBack", { wish: text })}
        onClick={onRemove}
        className="grid size-6 place-items-center rounded-full text-faint hover:text-text max-md:size-11"
      >
        <X size={14} aria-hidden="true" />
      </button>
    </li>
  );
}
