import { ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import type { JSONContent } from "@tiptap/core";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { ShownText } from "../editor/shown-text.tsx";
import { versionQuery } from "./api.ts";

/** What a text said in one of its versions. */
export function VersionText({ id, versionId }: { id: string; versionId: string }) {
  const t = useTranslations("docs.history");
  const words = useWords();
  const { data, error, refetch } = useQuery(versionQuery(id, versionId));
  if (error) return <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="mx-auto h-96 w-full max-w-[816px]" />;
  return <ShownText id={id} text={data.text as JSONContent} label={t("text")} />;
}
