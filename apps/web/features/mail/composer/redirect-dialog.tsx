import { Button, Dialog, hideToast, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { draftServer } from "../api.ts";
import type { Person } from "../types.ts";
import { looksLikeAddress } from "./parse-addresses.ts";
import { RecipientsField } from "./recipients-field.tsx";
import { askRedirect } from "./redirect-store.ts";

/** Sends a message on to others as it is. */
export function RedirectDialog({ messageId }: { messageId: string }) {
  const t = useTranslations("writing.redirect");
  const tComposer = useTranslations("composer");
  const words = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const close = () => askRedirect(null);
  const latest = useRef(people);
  useEffect(() => {
    latest.current = people;
  });
  useEffect(() => input.current?.focus(), []);

  const send = async () => {
    const to = latest.current;
    const wrong = to.find((one) => !looksLikeAddress(one.address));
    if (to.length === 0 || wrong) {
      setError(wrong ? tComposer("addressWrong", { address: wrong.address }) : t("missing"));
      input.current?.focus();
      return;
    }
    setIsBusy(true);
    try {
      const { sendId, undoUntil } = await draftServer.redirect({ messageId, to: [...to] });
      close();
      const toast: number = showToast({
        text: t("done"),
        action: { label: t("undo"), run: () => void undo(sendId, () => hideToast(toast)) },
        durationMs: Math.max(1_000, Date.parse(undoUntil) - Date.now()),
      });
    } catch (failure) {
      const { text, hint } = words(failure);
      setError(`${text} ${hint}`);
      setIsBusy(false);
    }
  };
  const undo = async (sendId: string, hide: () => void) => {
    hide();
    try {
      await draftServer.undoRedirect({ sendId });
      showToast({ text: t("undone") });
    } catch (failure) {
      showToast({ text: words(failure).text });
    }
  };

  return (
    <Dialog
      isOpen
      onClose={close}
      title={t("title")}
      description={t("hint")}
      closeLabel={t("close")}
      actions={
        <Button
          look="primary"
          isBusy={isBusy}
          // An address that is still being typed is taken when its field loses the focus, and is known only after that.
          onClick={() => setTimeout(() => void send())}
        >
          {t("send")}
        </Button>
      }
    >
      {/* Room for the people who are suggested. */}
      <div className="min-h-72">
        <RecipientsField
          label={t("to")}
          people={people}
          onChange={(next) => {
            setPeople(next);
            setError(undefined);
          }}
          input={input}
          error={error}
        />
      </div>
    </Dialog>
  );
}
