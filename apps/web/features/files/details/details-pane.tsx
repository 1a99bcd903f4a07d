import { Drawer, IconButton } from "@carbyne/ui";
import { Info, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useDates } from "../../../client/dates.ts";
import { useIsNarrow } from "../../../client/media.ts";
import { useSizes } from "../../../client/sizes.ts";
import { Comments } from "../../comments/comments.tsx";
import type { FileNode } from "../api.ts";
import { OwnLinks } from "../../links/own/own-links.tsx";
import { FileIcon, kindOf } from "../file-icon.tsx";
import { Activity } from "./activity.tsx";
import { Description } from "./description.tsx";
import { Scan } from "./scan.tsx";
import { Shares } from "./shares.tsx";
import { Versions } from "./versions.tsx";

/** What is known of an entry: beside the list, or over it where there is no room. */
export function DetailsPane({
  node,
  selected,
  onClose,
}: {
  node: FileNode | undefined;
  /** How many are chosen, when it is not one. */
  selected: number;
  onClose: () => void;
}) {
  const tFiles = useTranslations("files");
  const t = useTranslations("files.details");
  const isNarrow = useIsNarrow();
  if (isNarrow)
    return (
      <Drawer isOpen={node !== undefined} onClose={onClose} title={node?.name ?? ""} closeLabel={t("close")}>
        {node ? <Details key={node.id} node={node} /> : null}
      </Drawer>
    );
  return (
    <aside aria-label={t("title")} className="flex w-80 shrink-0 flex-col border-s bg-bg">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b ps-4 pe-2">
        {node ? <FileIcon node={node} className="size-6!" /> : null}
        <h2 dir="auto" className="min-w-0 flex-1 truncate text-14 font-semibold">
          {node?.name ?? t("title")}
        </h2>
        <IconButton label={t("close")} size="small" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {node ? (
          <Details key={node.id} node={node} />
        ) : (
          <div className="flex flex-col items-center gap-3 p-8 pt-16 text-center text-13 text-muted">
            <Info size={28} strokeWidth={1.25} className="text-faint" aria-hidden="true" />
            {selected > 1 ? tFiles("selected", { count: selected }) : t("none")}
          </div>
        )}
      </div>
    </aside>
  );
}

/** All that is known of an entry, at the thread of its comments that one was led to. */
export function Details({ node, threadId }: { node: FileNode; threadId?: string | undefined }) {
  const t = useTranslations("files");
  const dates = useDates();
  const sizes = useSizes();
  const facts: [string, ReactNode][] = [
    [t("details.type"), t(`kind.${kindOf(node)}`)],
    ...(node.kind === "file" ? [[t("details.size"), sizes(node.sizeBytes)] satisfies [string, string]] : []),
    [t("details.changed"), dates.full(node.updatedAt)],
    ...(node.team ? [[t("details.team"), node.team.name] satisfies [string, string]] : []),
    ...(node.owner ? [[t("details.owner"), node.owner.name] satisfies [string, string]] : []),
    ...(node.editor ? [[t("details.editor"), node.editor.name] satisfies [string, string]] : []),
    [t("details.created"), dates.full(node.createdAt)],
    ...(node.deletedAt === null ? [] : [[t("details.deleted"), dates.full(node.deletedAt)] satisfies [string, string]]),
  ];
  return (
    <>
      {node.scan ? <Scan node={node} scan={node.scan} /> : null}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 p-4 text-13">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="text-end">{value}</dd>
          </div>
        ))}
      </dl>
      {node.deletedAt === null ? <Description node={node} /> : null}
      <DetailsPart title={t("details.comments")}>
        <Comments nodeId={node.id} threadId={threadId} />
      </DetailsPart>
      {node.deletedAt === null && node.access === "manage" ? <Shares node={node} /> : null}
      {node.deletedAt === null && node.access === "manage" && node.parentId !== null ? (
        <DetailsPart title={t("details.links")}>
          <OwnLinks node={node} />
        </DetailsPart>
      ) : null}
      {node.kind === "file" ? <Versions node={node} /> : null}
      <Activity node={node} />
    </>
  );
}

/** A part of the details under its name. */
export function DetailsPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t p-4">
      <h3 className="mb-2 text-13 font-semibold">{title}</h3>
      {children}
    </section>
  );
}
