import { Button, EmptyState, ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { FilePlus2, FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useFresh } from "../../../client/hints.ts";
import { useWords } from "../../../client/words.ts";
import { AppFrame } from "../../frame/app-frame.tsx";
import { documentsQuery } from "../api.ts";
import { useNewDocument } from "../use-new-document.ts";
import { DocumentRow } from "./document-row.tsx";

/** The documents that one has or was given, what was worked on lately first. */
export function DocsHome() {
  const t = useTranslations("docs");
  const words = useWords();
  const [isBusy, setIsBusy] = useState(false);
  const list = useQuery(documentsQuery);
  useFresh(documentsQuery.queryKey);
  useEffect(() => {
    document.title = `${t("title")} · Carbyne`;
  }, [t]);
  const make = useNewDocument(null);
  const create = async () => {
    setIsBusy(true);
    if (!(await make())) setIsBusy(false);
  };
  const begin = (
    <Button look="primary" isBusy={isBusy} onClick={() => void create()}>
      <FilePlus2 aria-hidden="true" />
      {t("new")}
    </Button>
  );
  return (
    <AppFrame
      module="docs"
      sidebarLabel={t("title")}
      sidebar={() => null}
      search={<h1 className="px-2 text-14 font-semibold max-md:flex-1">{t("title")}</h1>}
      newAction={begin}
    >
      <div className="min-w-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-[960px] px-6 py-6 max-md:px-2">
          <div className="mb-4 flex items-center justify-between px-2 md:hidden">{begin}</div>
          {list.isError ? (
            <ErrorState {...words(list.error)} retryLabel={t("retry")} onRetry={() => void list.refetch()} />
          ) : !list.data ? (
            <div aria-busy="true" className="animate-late space-y-2">
              {[0, 1, 2, 3].map((at) => (
                <Skeleton key={at} className="h-14" />
              ))}
            </div>
          ) : list.data.nodes.length === 0 ? (
            <EmptyState icon={<FileText aria-hidden="true" />} text={t("none")} action={begin} />
          ) : (
            <ul aria-label={t("title")}>
              {list.data.nodes.map((node) => (
                <DocumentRow key={node.id} node={node} />
              ))}
            </ul>
          )}
        </div>
      </div>
    </AppFrame>
  );
}
