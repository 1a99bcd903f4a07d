import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useCallback, useMemo } from "react";
import { server } from "../../../client/server.ts";
import { useWords } from "../../../client/words.ts";
import { refreshFiles } from "../../files/api.ts";
import { docHref } from "../place.ts";
import { type Loss, noteLost } from "./lost.ts";

/** Opens office files to be written together, where they lie or out of a message, and makes documents of others. Says when that takes longer. */
export function useOffice() {
  const t = useTranslations("docs.office");
  const words = useWords();
  const router = useRouter();
  const queryClient = useQueryClient();
  const go = useCallback(
    async (name: string, work: () => Promise<{ id: string; lost: readonly Loss[] }>) => {
      showToast({ text: t("opening", { name }) });
      try {
        const { id, lost } = await work();
        noteLost(id, lost);
        void refreshFiles(queryClient);
        router.push(docHref(id));
      } catch (error) {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      }
    },
    [queryClient, router, t, words],
  );
  const edit = useCallback(
    ({ id, name }: { id: string; name: string }) => go(name, () => server.documents.openOffice.mutate({ id })),
    [go],
  );
  const make = useCallback(
    ({ id, name }: { id: string; name: string }) => go(name, () => server.documents.importFile.mutate({ id })),
    [go],
  );
  const editAttached = useCallback(
    ({ messageId, path, name }: { messageId: string; path: string; name: string }) =>
      go(name, async () => {
        const { ids } = await server.files.saveAttachments.mutate({ messageId, paths: [path], parentId: null });
        const [id] = ids;
        if (id === undefined) throw new Error("nothing was kept");
        return server.documents.openOffice.mutate({ id });
      }),
    [go],
  );
  return useMemo(() => ({ edit, make, editAttached }), [edit, make, editAttached]);
}
