import { IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import {
  Ellipsis,
  LinkIcon,
  MessageSquare,
  ShieldAlert,
  ShieldEllipsis,
  ShieldQuestionMark,
  Star,
  Users,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { FileNode } from "./api.ts";

const scanIcons = {
  waiting: { Icon: ShieldEllipsis, className: "text-muted" },
  unscanned: { Icon: ShieldQuestionMark, className: "text-warning" },
  infected: { Icon: ShieldAlert, className: "text-danger" },
} as const;

/** What is to be said of a file's content, as a sign. */
function ScanSign({ scan }: { scan: NonNullable<FileNode["scan"]> }) {
  const t = useTranslations("files.scan");
  const { Icon, className } = scanIcons[scan.state];
  return (
    <Icon size={14} className={`shrink-0 ${className}`} role="img" aria-label={t(scan.state, { found: scan.found })} />
  );
}

/** What stands beside a name: what is wrong with it, whether somebody else has it too or a link leads to it, and the star. */
export function NodeMarks({ node }: { node: FileNode }) {
  const t = useTranslations("files");
  return (
    <>
      {node.scan ? <ScanSign scan={node.scan} /> : null}
      {node.isShared || node.grantId !== null ? (
        <Users size={14} className="shrink-0 text-muted" role="img" aria-label={t("shared")} />
      ) : null}
      {node.isLinked ? (
        <LinkIcon size={14} className="shrink-0 text-muted" role="img" aria-label={t("linked")} />
      ) : null}
      {node.commentCount > 0 ? (
        <span
          role="img"
          aria-label={t("commented", { count: node.commentCount })}
          className="inline-flex shrink-0 items-center gap-0.5 text-12 text-muted tabular-nums"
        >
          <MessageSquare size={14} aria-hidden="true" />
          {node.commentCount}
        </span>
      ) : null}
      {node.isStarred ? (
        <Star size={14} className="shrink-0 fill-warning text-warning" role="img" aria-label={t("starred")} />
      ) : null}
    </>
  );
}

/** The verbs of one entry behind a button. */
export function NodeMenu({ node, entries }: { node: FileNode; entries: readonly MenuEntry[] }) {
  const t = useTranslations("files");
  return (
    <span className="relative z-[1]">
      <Menu
        trigger={
          <IconButton label={t("more", { name: node.name })} size="small" tabIndex={-1} className="max-md:size-11!">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        entries={[...entries]}
      />
    </span>
  );
}
