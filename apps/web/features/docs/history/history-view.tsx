import { Button, ErrorState, FullScreen, Select, showToast, Skeleton } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { History, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import type { DocumentView } from "../api.ts";
import { historyQuery, historyServer, refreshHistory } from "./api.ts";
import { VersionChanges } from "./version-changes.tsx";
import { VersionText } from "./version-text.tsx";
import { VersionsList } from "./versions-list.tsx";

type Way = "text" | "before" | "now";

/** What a document was: its versions at the side, one of them in large, by itself or with what became of it. */
export function HistoryView({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const t = useTranslations("docs.history");
  const words = useWords();
  const dates = useDates();
  const queryClient = useQueryClient();
  const { id } = document;
  const history = useQuery(historyQuery(id));
  const [asked, setAsked] = useState<string | null>(null);
  const [way, setWay] = useState<Way>("text");
  const versions = history.data?.versions ?? [];
  const at = Math.max(
    0,
    versions.findIndex((one) => one.id === asked),
  );
  const version = versions[at];
  const older = versions[at + 1];
  const restore = async () => {
    if (!version) return;
    try {
      await historyServer.restore({ id, versionId: version.id });
      showToast({ text: t("restored", { when: dates.full(version.at) }) });
      onClose();
    } catch (error) {
      showToast({ text: words(error).text });
    }
    await refreshHistory(queryClient, id);
  };
  const ways: { value: Way; label: string }[] = [
    { value: "text", label: t("ways.text") },
    ...(older ? [{ value: "before" as const, label: t("ways.before") }] : []),
    { value: "now", label: t("ways.now") },
  ];
  const shownWay = way === "before" && !older ? "text" : way;
  return (
    <FullScreen
      isOpen
      onClose={onClose}
      title={document.name}
      icon={<History aria-hidden="true" size={18} />}
      position={version ? dates.full(version.at) : ""}
      closeLabel={t("close")}
      acts={
        version ? (
          <>
            <Select label={t("way")} value={shownWay} options={ways} onChange={setWay} className="h-8! text-13!" />
            {document.mayWrite ? (
              <Button look="primary" onClick={() => void restore()}>
                <RotateCcw aria-hidden="true" />
                <span className="max-md:sr-only">{t("restore")}</span>
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <div className="doc-canvas">
          {history.isError ? (
            <ErrorState {...words(history.error)} retryLabel={t("retry")} onRetry={() => void history.refetch()} />
          ) : !version ? (
            history.isSuccess ? (
              <p className="p-8 text-center text-14 text-muted">{t("none")}</p>
            ) : (
              <Skeleton className="mx-auto h-96 max-w-[816px]" />
            )
          ) : shownWay === "text" ? (
            <VersionText key={version.id} id={id} versionId={version.id} />
          ) : (
            <VersionChanges
              key={`${version.id} ${shownWay}`}
              id={id}
              from={shownWay === "before" && older ? older.id : version.id}
              to={shownWay === "before" ? version.id : null}
            />
          )}
        </div>
        <aside
          aria-label={t("title")}
          className="w-80 shrink-0 overflow-y-auto border-s bg-bg p-3 max-md:h-2/5 max-md:w-full max-md:border-s-0 max-md:border-t"
        >
          <VersionsList document={document} history={history.data} shown={version?.id ?? null} onShow={setAsked} />
        </aside>
      </div>
    </FullScreen>
  );
}
