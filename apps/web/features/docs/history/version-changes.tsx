import { ErrorState, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { useThingName } from "../suggesting/names.ts";
import { type ComparedBlock, comparisonQuery } from "./api.ts";

/** How a text became another one: what came and what went, in place. */
export function VersionChanges({ id, from, to }: { id: string; from: string; to: string | null }) {
  const t = useTranslations("docs.history");
  const words = useWords();
  const { data, error, refetch } = useQuery(comparisonQuery(id, from, to));
  if (error) return <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="mx-auto h-96 w-full max-w-[816px]" />;
  const isSame = data.blocks.every((block) => block.kind === "same");
  return (
    <div className="doc-sheet">
      <div role="document" aria-label={t("changes")} className="doc-text">
        {isSame ? <p className="text-14 text-muted">{t("same")}</p> : null}
        {data.blocks.map((block, at) => (
          // Lines of a comparison have no other name than their place, and never move.
          <Line key={`${at} ${block.kind}`} block={block} />
        ))}
      </div>
    </div>
  );
}

const lists = new Set(["bulletList", "orderedList", "taskList"]);

function Line({ block }: { block: ComparedBlock }) {
  const t = useTranslations("docs.history");
  const thingName = useThingName();
  const Tag =
    block.type === "heading" ? (`h${Math.min(6, block.level ?? 1)}` as "h1") : block.type === "codeBlock" ? "pre" : "p";
  const depth = block.within.filter((name) => lists.has(name)).length;
  return (
    <Tag
      dir="auto"
      style={{ marginInlineStart: `${depth * 24}px` }}
      className={clsx(
        block.kind === "added" && "doc-added",
        block.kind === "removed" && "doc-removed",
        block.kind === "changed" && block.isFormOnly && "doc-reformed",
      )}
    >
      {depth > 0 ? <span className="text-faint">• </span> : null}
      {block.parts.map((part, at) =>
        part.kind === "same" ? (
          part.text
        ) : part.kind === "added" ? (
          <ins key={`${at} in`} className="doc-added">
            {part.text}
          </ins>
        ) : (
          <del key={`${at} out`} className="doc-removed">
            {part.text}
          </del>
        ),
      )}
      {block.parts.length === 0 ? t("thing", { kind: thingName(block.type) }) : null}
      {block.isFormOnly ? <span className="ms-2 text-12 text-muted">{t("formOnly")}</span> : null}
    </Tag>
  );
}
