import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import type { MessageView } from "../types.ts";
import { useLeaveList } from "./api.ts";

/** The way out of a mailing list, beside who writes: it cannot be taken back, so it asks. */
export function LeaveList({ message, name }: { message: MessageView; name: string }) {
  const t = useTranslations("message.leave");
  const dates = useDates();
  const [isAsked, setIsAsked] = useState(false);
  const { leave, isBusy } = useLeaveList(message.id);
  const { leaving } = message;
  if (!leaving) return null;
  if (leaving.leftAt !== null)
    return (
      <span className="shrink-0 text-12 text-faint" title={dates.full(leaving.leftAt)}>
        {t("left", { date: dates.brief(leaving.leftAt) })}
      </span>
    );
  const close = () => setIsAsked(false);
  const submit = () => {
    // A page may be opened only while somebody presses.
    if (leaving.how === "web" && leaving.web) window.open(leaving.web, "_blank", "noopener,noreferrer");
    leave(leaving, close);
  };
  return (
    <>
      <button
        type="button"
        onClick={() => setIsAsked(true)}
        className="shrink-0 rounded-[4px] text-12 font-medium text-accent-ink hover:underline max-md:-my-3 max-md:h-11"
      >
        {t("button")}
      </button>
      <Dialog
        isOpen={isAsked}
        onClose={close}
        title={t("title", { name })}
        description={t(`how.${leaving.how === "one-click" ? "oneClick" : leaving.how}`)}
        closeLabel={t("cancel")}
        actions={
          <>
            <Button onClick={close}>{t("cancel")}</Button>
            <Button look="primary" onClick={submit} isBusy={isBusy}>
              {t("submit")}
            </Button>
          </>
        }
      />
    </>
  );
}
