import { EmptyState, ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { goTo, isPlainClick } from "../../../client/place.ts";
import { useWords } from "../../../client/words.ts";
import { type UploadRow, uploadsQuery } from "../api.ts";
import { fileHref, folderHref } from "../place.ts";
import { ElsewhereLine } from "./elsewhere-line.tsx";
import { UploadLine } from "./upload-line.tsx";
import { useFileUploads } from "./upload-store.ts";

/** While something is on its way elsewhere, it is asked for again after so long. */
const askAgainMs = 3_000;

/** What is being uploaded and was lately, from this window and from others. */
export function UploadsPage() {
  const t = useTranslations("files.uploads");
  const words = useWords();
  const here = useFileUploads();
  const { data, error, refetch } = useQuery({
    ...uploadsQuery,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.nodeId === null) ? askAgainMs : false),
  });
  const known = new Set(here.map((one) => one.uploadId));
  const elsewhere = data?.filter((one) => !known.has(one.id)) ?? [];
  const rows = new Map(data?.map((one) => [one.id, one]));
  if (error && here.length === 0)
    return <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />;
  if (!data && here.length === 0) return <Skeleton className="m-4 h-12 animate-late" />;
  if (here.length + elsewhere.length === 0)
    return <EmptyState icon={<Upload />} text={t("none")} hint={t("noneHint")} />;
  const under = elsewhere.filter((one) => one.nodeId === null);
  const ended = elsewhere.filter((one) => one.nodeId !== null);
  return (
    <div className="min-h-0 flex-1 overflow-y-auto pb-4 max-md:pb-24">
      {here.length > 0 ? (
        <Part title={t("here")}>
          {here.toReversed().map((one) => (
            <UploadLine
              key={one.key}
              upload={one}
              where={<Where folder={rows.get(one.uploadId ?? "")?.folder ?? null} upload={one} />}
            />
          ))}
        </Part>
      ) : null}
      {under.length > 0 ? (
        <Part title={t("open")}>
          {under.map((one) => (
            <ElsewhereLine key={one.id} row={one} where={<Where folder={one.folder} upload={one} />} />
          ))}
        </Part>
      ) : null}
      {ended.length > 0 ? (
        <Part title={t("ended")}>
          {ended.map((one) => (
            <ElsewhereLine key={one.id} row={one} where={<Where folder={one.folder} upload={one} />} />
          ))}
        </Part>
      ) : null}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="px-4 pt-4 pb-1 text-13 font-semibold">{title}</h2>
      <ul className="max-w-180">{children}</ul>
    </section>
  );
}

/** Where it goes, or the file that came of it. */
function Where({ folder, upload }: { folder: UploadRow["folder"]; upload: { nodeId: string | null } }) {
  const t = useTranslations("files");
  if (!folder) return null;
  const id = folder.isHome ? null : folder.id;
  const href = upload.nodeId === null ? folderHref(id) : fileHref({ id: upload.nodeId, parentId: id, mime: "" });
  const name = folder.isHome ? t("place.home") : folder.name;
  return (
    <a
      href={href}
      className="rounded-1 text-accent-text underline-offset-2 hover:underline"
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        goTo(href);
      }}
    >
      {t(upload.nodeId === null ? "uploads.into" : "uploads.openIn", { name })}
    </a>
  );
}
