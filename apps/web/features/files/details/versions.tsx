import { Badge, Button, IconButton, Menu, type MenuEntry, showToast } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download, Ellipsis, Eye, GitCompare, Pin, PinOff, RotateCcw, ShieldAlert, Trash2, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useSizes } from "../../../client/sizes.ts";
import { useWords } from "../../../client/words.ts";
import { Viewer } from "../../preview/lazy-viewer.ts";
import { viewedNode } from "../viewed-node.ts";
import {
  contentHref,
  type FileNode,
  filesServer,
  mayChange,
  refreshFiles,
  type Version,
  versionsQuery,
} from "../api.ts";
import { uploadVersion } from "../upload/upload-version.ts";
import { CompareDialog, isComparable } from "./compare-dialog.tsx";
import { DetailsPart } from "./details-pane.tsx";

/** What a file was and is: each can be had, kept for ever, and made the present one again. */
export function Versions({ node }: { node: FileNode }) {
  const t = useTranslations("files.versions");
  const tVerb = useTranslations("files.verb");
  const [opened, setOpened] = useState<Version | null>(null);
  const words = useWords();
  const dates = useDates();
  const sizes = useSizes();
  const queryClient = useQueryClient();
  const { data } = useQuery(versionsQuery(node.id));
  const [compared, setCompared] = useState<{ older: Version; newer: Version } | null>(null);
  if (!data) return null;
  const isFixed = node.deletedAt !== null || !mayChange(node);
  const act = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      showToast({ text: done });
    } catch (error) {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    }
    await refreshFiles(queryClient);
  };
  const entriesOf = (version: Version, place: number): MenuEntry[] => {
    const of = { id: node.id, versionId: version.id };
    const compareEntries = [
      { label: t("compareCurrent"), other: data.find((one) => one.isCurrent) },
      { label: t("compareBefore"), other: data[place + 1] },
    ].flatMap(({ label, other }): MenuEntry[] => {
      if (!other || other.id === version.id || !isComparable(version) || !isComparable(other)) return [];
      const [older, newer] = other.number < version.number ? [other, version] : [version, other];
      return [{ label, icon: <GitCompare aria-hidden="true" />, onSelect: () => setCompared({ older, newer }) }];
    });
    return [
      {
        label: tVerb("open"),
        icon: <Eye aria-hidden="true" />,
        onSelect: () => setOpened(version),
      },
      {
        label: t("download"),
        icon: <Download aria-hidden="true" />,
        onSelect: () => window.location.assign(contentHref(node.id, { versionId: version.id, isDownload: true })),
      },
      ...compareEntries,
      ...(isFixed
        ? []
        : ([
            {
              label: t(version.isKept ? "unkeep" : "keep"),
              icon: version.isKept ? <PinOff aria-hidden="true" /> : <Pin aria-hidden="true" />,
              onSelect: () =>
                void act(
                  () => filesServer.keepVersion({ ...of, isKept: !version.isKept }),
                  t(version.isKept ? "unkept" : "kept", { number: version.number }),
                ),
            },
          ] satisfies MenuEntry[])),
      ...(version.isCurrent || isFixed
        ? []
        : ([
            {
              label: t("restore"),
              icon: <RotateCcw aria-hidden="true" />,
              onSelect: () => void act(() => filesServer.restoreVersion(of), t("restored", { number: version.number })),
            },
            "separator",
            {
              label: t("remove"),
              icon: <Trash2 aria-hidden="true" />,
              isDanger: true,
              isDisabled: version.isKept,
              onSelect: () => void act(() => filesServer.removeVersion(of), t("removed", { number: version.number })),
            },
          ] satisfies MenuEntry[])),
    ];
  };
  return (
    <DetailsPart title={t("title")}>
      <ol className="space-y-1">
        {data.map((version, place) => (
          <li key={version.id} className="flex items-center gap-2">
            <div className="min-w-0 flex-1 text-13">
              <p className="flex items-center gap-1.5">
                <time dateTime={version.createdAt} title={dates.full(version.createdAt)} className="truncate">
                  {dates.brief(version.createdAt)}
                </time>
                {version.isInfected ? (
                  <ShieldAlert size={14} className="shrink-0 text-danger" role="img" aria-label={t("infected")} />
                ) : null}
                {version.isKept ? (
                  <Pin size={14} className="shrink-0 text-muted" role="img" aria-label={t("isKept")} />
                ) : null}
              </p>
              <p className="truncate text-12 text-muted">
                {t("line", {
                  number: version.number,
                  who: version.isMine ? t("you") : (version.author ?? t("somebody")),
                  size: sizes(version.sizeBytes),
                })}
              </p>
            </div>
            {version.isCurrent ? (
              <span className="text-12">
                <Badge tone="accent" text={t("current")} />
              </span>
            ) : null}
            <Menu
              trigger={
                <IconButton label={t("more", { number: version.number })} size="small" className="max-md:size-11!">
                  <Ellipsis aria-hidden="true" />
                </IconButton>
              }
              entries={entriesOf(version, place)}
            />
          </li>
        ))}
      </ol>
      {opened ? (
        <Viewer
          files={[
            viewedNode(
              {
                ...node,
                sizeBytes: opened.sizeBytes,
                mime: opened.mime,
                scan: opened.isCurrent ? node.scan : null,
              },
              opened.id,
            ),
          ]}
          at={0}
          onGo={() => undefined}
          onClose={() => setOpened(null)}
        />
      ) : null}
      {isFixed ? null : (
        <Button className="mt-3 w-full" onClick={() => uploadVersion(node)}>
          <Upload aria-hidden="true" />
          {t("upload")}
        </Button>
      )}
      {compared ? <CompareDialog node={node} {...compared} onClose={() => setCompared(null)} /> : null}
    </DetailsPart>
  );
}
