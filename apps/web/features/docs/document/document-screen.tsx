import { ErrorState } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useFresh } from "../../../client/hints.ts";
import { isUnreachable, useWords } from "../../../client/words.ts";
import { AppFrame } from "../../frame/app-frame.tsx";
import { documentQuery, refreshDocs, visit } from "../api.ts";
import { DocumentSkeleton } from "./document-skeleton.tsx";

// The editor is most of what a document needs, and nothing that the rest of the product does.
const TextDocument = dynamic(() => import("./text-document.tsx").then((module) => module.TextDocument), {
  ssr: false,
  loading: () => <Around>{<DocumentSkeleton />}</Around>,
});

/** One document, as far as one may be in it. */
export function DocumentScreen({ id }: { id: string }) {
  const t = useTranslations("docs");
  const words = useWords();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(documentQuery(id));
  const [opened, setOpened] = useState(0);
  useFresh(documentQuery(id).queryKey);
  const found = data?.id;
  useEffect(() => {
    if (found === undefined) return;
    void visit(found).then(
      () => refreshDocs(queryClient),
      // It is only for the list of what was opened lately.
      () => undefined,
    );
  }, [found, queryClient]);
  const reopen = useCallback(() => {
    void refetch().then(() => setOpened((before) => before + 1));
  }, [refetch]);

  // Without a network one goes on with what there is.
  if (error && !(data && isUnreachable(error)))
    return (
      <Around>
        <div className="flex-1 place-self-center">
          <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={reopen} />
        </div>
      </Around>
    );
  if (!data)
    return (
      <Around>
        <DocumentSkeleton />
      </Around>
    );
  return (
    <TextDocument
      key={`${opened} ${data.epoch} ${data.mayWrite ? "write" : "read"}`}
      document={data}
      onReopen={reopen}
    />
  );
}

function Around({ children }: { children: ReactNode }) {
  const t = useTranslations("docs");
  return (
    <AppFrame module="docs" sidebarLabel={t("outline.title")} sidebar={() => null} search={null}>
      {children}
    </AppFrame>
  );
}
