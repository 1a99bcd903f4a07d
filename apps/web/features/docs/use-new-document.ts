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
  const words = useWords();
  const router = useRouter();
  const queryClient = useQueryClient();
  return useCallback(async () => {
    try {
      const { id } = await docsServer.create({ parentId, name: t("untitled") });
      void refreshDocs(queryClient);
      router.push(docHref(id));
      return true;
    } catch (error) {
      showToast({ text: words(error).text });
      return false;
    }
  }, [parentId, queryClient, router, t, words]);
}
