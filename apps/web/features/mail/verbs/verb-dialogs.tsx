import { Button, Dialog } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { TagPicker } from "../tags/tag-picker.tsx";
import { AskFollowUp, AskSnooze } from "../times/ask-time.tsx";
import type { ConversationRow, Mailbox } from "../types.ts";
import { ChooseFolder } from "./choose-folder.tsx";
import type { Perform } from "./use-perform.ts";
import type { AskingVerb } from "./verbs.tsx";

export type Asked = { verb: AskingVerb; rows: readonly ConversationRow[] } | null;

/** What has to be asked before a verb is done: where to, until when, with which tags, or whether something may be lost. */
export function VerbDialogs(props: { asked: Asked; onClose: () => void; perform: Perform; from: Mailbox | undefined }) {
  const { asked, onClose, perform, from } = props;
  const t = useTranslations("mail");
  const rows = asked?.rows ?? [];
  const count = rows.length;
  const verb = asked?.verb;
  const until = (act: "snooze" | "follow-up") => (at: Date) => perform.act(rows, act, { until: at.toISOString() });
  return (
    <>
      <ChooseFolder
        isOpen={verb === "move"}
        title={t("move.title", { count })}
        from={from}
        onChoose={(target) => perform.moveTo(rows, target)}
        onClose={onClose}
      />
      <ChooseFolder
        isOpen={verb === "copy"}
        title={t("copy.title", { count })}
        from={from}
        onChoose={(target) => perform.act(rows, "copy", { toMailboxId: target.id })}
        onClose={onClose}
      />
      {verb === "snooze" ? <AskSnooze count={count} onChoose={until("snooze")} onClose={onClose} /> : null}
      {verb === "follow-up" ? <AskFollowUp count={count} onChoose={until("follow-up")} onClose={onClose} /> : null}
      {verb === "tag" ? (
        <TagPicker rows={rows} onApply={(tags) => perform.act(rows, "tag", { tags })} onClose={onClose} />
      ) : null}
      <Dialog
        isOpen={verb === "delete"}
        onClose={onClose}
        closeLabel={t("delete.cancel")}
        title={t("delete.title", { count })}
        description={t("delete.hint")}
        actions={
          <>
            <Button onClick={onClose}>{t("delete.cancel")}</Button>
            <Button
              look="danger"
              onClick={() => {
                onClose();
                perform.act(rows, "delete");
              }}
            >
              {t("delete.submit")}
            </Button>
          </>
        }
      />
    </>
  );
}
