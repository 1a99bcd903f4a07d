import { showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useWords } from "../../../client/words.ts";
import { docsServer } from "../api.ts";
import type { Collab } from "../connection/collab.ts";
import { whenSaved } from "../connection/when-saved.ts";
import type { Settling } from "./suggesting.ts";

/** Asks the server to settle proposals of a document, once it has all that was written here; answers whether that changes something. */
export function useAskedSettling(documentId: string, collab: Collab): (settling: Settling) => Promise<boolean> {
  const t = useTranslations("docs.suggestion");
  const words = useWords();
  return useCallback(
    async (settling) => {
      try {
        if (await whenSaved(collab)) {
          const { isChanged } = await docsServer.settle({ id: documentId, ...settling });
          return isChanged;
        }
        showToast({ text: t("offline") });
      } catch (error) {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      }
      return false;
    },
    [documentId, collab, t, words],
  );
}
