import { ContextMenu, IconButton, type MenuEntry } from "@carbyne/ui";
import { clsx } from "clsx";
import { PenLine, Plus, Tag as TagIcon, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { lazyLayer } from "../../../client/lazy-layer.tsx";
import { SidebarHeading } from "../../frame/sidebar-row.tsx";
import { endDrag, useDragged } from "../drag.ts";
import { boxHref, type MailPlace } from "../place.ts";
import { TintedRow } from "../sidebar/tinted-row.tsx";
import type { Perform } from "../verbs/use-perform.ts";
import { type Tag, useRemoveTag, useTags } from "./api.ts";
import { endTagDrag, startTagDrag } from "./tag-drag.ts";
import { linesOfTags, type TagLine } from "./tag-lines.ts";
import { boxOfTag, tagOfBox } from "./tag-place.ts";

const TagDialog = lazyLayer(() => import("./tag-dialog.tsx").then((module) => module.TagDialog), {
  cancel: ({ onClose }) => onClose(),
});

interface SectionProps {
  isFolded: boolean;
  place: MailPlace;
  perform: Perform;
  onGo?: (() => void) | undefined;
}

/** The person's tags: each leads to what has it, and takes conversations that are dropped on it. */
export function TagSection({ isFolded, place, perform, onGo }: SectionProps) {
  const t = useTranslations("tags");
  const tags = useTags();
  const remove = useRemoveTag();
  const [edited, setEdited] = useState<Tag | "new" | null>(null);
  const current = place.kind === "box" ? tagOfBox(place.box) : null;
  if (isFolded && tags.length === 0) return null;
  return (
    <>
      <SidebarHeading
        text={t("heading")}
        isFolded={isFolded}
        act={
          <IconButton label={t("create")} size="small" className="size-7!" onClick={() => setEdited("new")}>
            <Plus aria-hidden="true" />
          </IconButton>
        }
      />
      {linesOfTags(tags).map((line) => (
        <TagRow
          key={line.tag.id}
          line={line}
          isCurrent={line.tag.keyword === current}
          isFolded={isFolded}
          perform={perform}
          onGo={onGo}
          entries={[
            { label: t("edit"), icon: <PenLine aria-hidden="true" />, onSelect: () => setEdited(line.tag) },
            "separator",
            {
              label: t("remove"),
              icon: <Trash2 aria-hidden="true" />,
              isDanger: true,
              onSelect: () => void remove(line.tag),
            },
          ]}
        />
      ))}
      {edited ? <TagDialog tag={edited === "new" ? null : edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function TagRow(props: {
  line: TagLine;
  isCurrent: boolean;
  isFolded: boolean;
  entries: readonly MenuEntry[];
  perform: Perform;
  onGo: (() => void) | undefined;
}) {
  const { line, isCurrent, isFolded, entries, perform } = props;
  const { tag, depth, label } = line;
  const t = useTranslations("tags");
  const dragged = useDragged();
  const [isOver, setIsOver] = useState(false);
  const canTake = dragged.some((row) => !row.labels.includes(tag.keyword));
  const href = boxHref(boxOfTag(tag.keyword));
  return (
    <ContextMenu entries={entries}>
      <div
        className={clsx(
          "relative rounded-1",
          isOver && canTake && "bg-accent-soft outline-2 -outline-offset-2 outline-accent",
        )}
        onDragOver={(event) => {
          if (!canTake) return;
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          endDrag();
          if (canTake) perform.act(dragged, "tag", { tags: { add: [tag.keyword], remove: [] } });
        }}
        onDragStart={(event) => startTagDrag(event, tag)}
        onDragEnd={endTagDrag}
      >
        <TintedRow
          href={href}
          icon={TagIcon}
          tint={tag.tint}
          label={label}
          unread={{ count: tag.unread, label: t("unread", { count: tag.unread }) }}
          isCurrent={isCurrent}
          isFolded={isFolded}
          depth={depth}
          isDraggable
          menuLabel={t("menu", { name: tag.name })}
          entries={entries}
          onGo={props.onGo}
        />
      </div>
    </ContextMenu>
  );
}
