import { Button, showToast, Textarea } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../../client/words.ts";
import { type FileNode, filesServer, mayChange, patchNodes, refreshFiles } from "../api.ts";
import { DetailsPart } from "./details-pane.tsx";

const longest = 4096;

/** What an entry is, in a person's words; changed by whoever may change it. */
export function Description({ node }: { node: FileNode }) {
  const t = useTranslations("files.details");
  const words = useWords();
  const queryClient = useQueryClient();
  const [text, setText] = useState(node.description);
  const [isBusy, setIsBusy] = useState(false);
  const isChanged = text !== node.description;
  const save = async () => {
    setIsBusy(true);
    try {
      await filesServer.describe({ id: node.id, description: text });
      patchNodes(queryClient, [node.id], { description: text });
      await refreshFiles(queryClient);
    } catch (error) {
      const failed = words(error);
      showToast({ text: `${failed.text} ${failed.hint}` });
    }
    setIsBusy(false);
  };
  if (!mayChange(node))
    return node.description === "" ? null : (
      <DetailsPart title={t("description")}>
        <p dir="auto" className="text-13 break-words whitespace-pre-wrap">
          {node.description}
        </p>
      </DetailsPart>
    );
  return (
    <DetailsPart title={t("description")}>
      <Textarea
        aria-label={t("description")}
        placeholder={t("descriptionHint")}
        dir="auto"
        rows={3}
        maxLength={longest}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {isChanged ? (
        <div className="mt-2 flex justify-end gap-2">
          <Button look="quiet" onClick={() => setText(node.description)}>
            {t("discard")}
          </Button>
          <Button look="primary" isBusy={isBusy} onClick={() => void save()}>
            {t("save")}
          </Button>
        </div>
      ) : null}
    </DetailsPart>
  );
}
