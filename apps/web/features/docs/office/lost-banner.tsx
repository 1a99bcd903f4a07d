import { IconButton } from "@carbyne/ui";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { forgetLost, lostOf } from "./lost.ts";

/** What the document could not take from the file that it was made of, in words; that file is its first version. */
export function LostBanner({ id }: { id: string }) {
  const t = useTranslations("docs.lost");
  const words = useTranslations("conversion");
  const [lost, setLost] = useState(() => lostOf(id));
  if (lost.length === 0) return null;
  return (
    <div role="status" className="flex shrink-0 items-start gap-3 border-b bg-sunken py-2 ps-4 pe-2 text-13">
      <details className="min-w-0 flex-1">
        <summary className="min-h-8 cursor-pointer py-1 font-medium max-md:min-h-11">
          {t("some", { count: lost.length })}
        </summary>
        <ul className="list-disc ps-5 pb-1 text-muted">
          {lost.map(({ reason, count }) => (
            <li key={reason}>{words("times", { what: words(`lost.${reason}`), count })}</li>
          ))}
        </ul>
        <p className="pb-1 text-muted">{t("original")}</p>
      </details>
      <IconButton
        label={t("understood")}
        onClick={() => {
          forgetLost(id);
          setLost([]);
        }}
      >
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}
