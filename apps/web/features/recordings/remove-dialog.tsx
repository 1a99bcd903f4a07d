import { Button, Dialog, showToast } from "@carbyne/ui";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useWords } from "../../client/words.ts";
import { type Recording, useRecordingVerbs } from "./api.ts";

/** Asks before a recording is taken out of its room, and says what becomes of the film. */
export function RemoveDialog({ recording, onClose }: { recording: Recording; onClose: () => void }) {
  const t = useTranslations("recordings");
  const words = useWords();
  const router = useRouter();
  const { remove } = useRecordingVerbs();
  const { id, nodeId, starterName } = recording;
  const submit = () =>
    remove.mutate(id, {
      onSuccess: () => {
        showToast({ text: t("removed") });
        router.replace("/meet");
      },
      onError: (error) => showToast({ text: words(error).text }),
    });
  const actions = (
    <>
      <Button onClick={onClose}>{t("cancel")}</Button>
      <Button look="danger" onClick={submit} isBusy={remove.isPending}>
        {t("remove")}
      </Button>
    </>
  );
  const text = nodeId === null ? t("removeOther", { person: starterName }) : t("removeOwn");
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("removeTitle")}
      description={text}
      closeLabel={t("close")}
      actions={actions}
    />
  );
}
