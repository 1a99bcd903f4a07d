import { Dialog, EmptyState, ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Equal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { contentHref, type FileNode, filesKey, type Version } from "../api.ts";
import { diffLines, foldSame } from "./line-diff.ts";

/** Larger texts are compared in a program that is made for them. */
const mostBytes = 2_000_000;
const around = 3;

/** Whether two versions of a file can be shown as text side by side. */
export function isComparable({ mime, sizeBytes }: Pick<Version, "mime" | "sizeBytes">): boolean {
  return (
    sizeBytes <= mostBytes &&
    /^text\/|^application\/(?:json|xml|javascript|x-sh|sql|yaml|toml)\b|\+(?:xml|json)$/.test(mime)
  );
}

const textQuery = (id: string, versionId: string) => ({
  queryKey: [...filesKey, "text", id, versionId],
  queryFn: async () => {
    const answer = await fetch(contentHref(id, { versionId }));
    if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
    return (await answer.text()).replace(/\r\n?/g, "\n").split("\n");
  },
  staleTime: Number.POSITIVE_INFINITY,
});

export interface CompareDialogProps {
  node: FileNode;
  older: Version;
  newer: Version;
  onClose: () => void;
}

/** What differs between two versions of a text: lines that went, lines that came, and some around them. */
export function CompareDialog({ node, older, newer, onClose }: CompareDialogProps) {
  const t = useTranslations("files.compare");
  const words = useWords();
  const dates = useDates();
  const before = useQuery(textQuery(node.id, older.id));
  const after = useQuery(textQuery(node.id, newer.id));
  const error = before.error ?? after.error;
  const stretches = useMemo(
    () => (before.data && after.data ? foldSame(diffLines(before.data, after.data), around) : null),
    [before.data, after.data],
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="wide"
      title={t("title", { name: node.name })}
      description={t("between", {
        older: older.number,
        olderAt: dates.full(older.createdAt),
        newer: newer.number,
        newerAt: dates.full(newer.createdAt),
      })}
      closeLabel={t("close")}
    >
      {error ? (
        <ErrorState
          {...words(error)}
          retryLabel={t("retry")}
          onRetry={() => void Promise.all([before.refetch(), after.refetch()])}
        />
      ) : stretches === null ? (
        <div className="space-y-2 p-2">
          {[72, 48, 60, 40].map((width) => (
            <Skeleton key={width} className="h-4" />
          ))}
        </div>
      ) : stretches.every(({ kind }) => kind === "same") ? (
        <EmptyState icon={<Equal />} text={t("equal")} />
      ) : (
        <Lines stretches={stretches} />
      )}
    </Dialog>
  );
}

type Shown = ReturnType<typeof foldSame>;

function Lines({ stretches }: { stretches: Shown }) {
  const t = useTranslations("files.compare");
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const count = (kind: "gone" | "new") =>
    stretches.reduce((sum, one) => sum + (one.kind === kind ? one.lines.length : 0), 0);
  return (
    <>
      <p className="pb-2 text-13 text-muted">{t("count", { gone: count("gone"), came: count("new") })}</p>
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        role="region"
        aria-label={t("lines")}
        dir="ltr"
        className="max-h-[60dvh] overflow-auto rounded-2 border font-mono text-12"
      >
        <table className="w-full border-collapse">
          <caption className="sr-only">{t("lines")}</caption>
          <tbody>
            {stretches.map((stretch, place) =>
              stretch.isFolded && !unfolded.has(place) ? (
                <tr key={place} className="bg-sunken">
                  <td colSpan={4} className="p-0">
                    <button
                      type="button"
                      onClick={() => setUnfolded(new Set([...unfolded, place]))}
                      className="h-8 w-full px-3 text-start font-sans text-12 text-muted hover:bg-hover max-md:h-11"
                    >
                      {t("folded", { count: stretch.lines.length })}
                    </button>
                  </td>
                </tr>
              ) : (
                stretch.lines.map((line, at) => <Line key={`${place} ${at}`} {...{ stretch, line, at }} />)
              ),
            )}
          </tbody>
        </table>
      </div>
    </>
  );
}

const looks = {
  same: "",
  gone: "bg-danger/12",
  new: "bg-success/12",
} as const;
const signs = { same: "", gone: "−", new: "+" } as const;

function Line({ stretch, line, at }: { stretch: Shown[number]; line: string; at: number }) {
  const t = useTranslations("files.compare");
  const { kind, oldAt, newAt } = stretch;
  const number = "w-10 select-none px-2 text-end align-top text-muted tabular-nums";
  return (
    <tr className={looks[kind]}>
      <td className={number}>{kind === "new" ? "" : oldAt + at}</td>
      <td className={number}>{kind === "gone" ? "" : newAt + at}</td>
      <td className="w-4 select-none text-center align-top font-semibold">
        <span aria-hidden="true">{signs[kind]}</span>
        {kind === "same" ? null : <span className="sr-only">{t(kind === "gone" ? "gone" : "came")}</span>}
      </td>
      <td className="px-2 py-px break-words whitespace-pre-wrap">
        <bdi>{line === "" ? " " : line}</bdi>
      </td>
    </tr>
  );
}
