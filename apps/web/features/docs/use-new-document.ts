import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { useWords } from "../../client/words.ts";
import { docsServer, refreshDocs } from "./api.ts";
import { docHref } from "./place.ts";

/** Makes an empty document in a folder, the home where there is none, and goes to it. Answers whether it was made. */
export function useNewDocument(parentId: string | null): () => Promise<boolean> {
  const t = useTranslations("docs");
  const go = useGoToNew();
  return useCallback(() => go(() => docsServer.create({ parentId, name: t("untitled") })), [parentId, go, t]);
}

/** Makes a document at home that says what another one says, and goes to it. */
export function useDocumentAfter(): (id: string) => Promise<boolean> {
  const go = useGoToNew();
  return useCallback((from) => go(() => docsServer.createFrom({ parentId: null, from })), [go]);
}

function useGoToNew(): (make: () => Promise<{ id: string }>) => Promise<boolean> {
  const words = useWords();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useCallback(
    async (make) => {
      try {
        const { id } = await make();
        void refreshDocs(queryClient);
        router.push(docHref(id));
        return true;
      } catch (error) {
        showToast({ text: words(error).text });
        return false;
      }
    },
    [queryClient, router, words],
  );
}
