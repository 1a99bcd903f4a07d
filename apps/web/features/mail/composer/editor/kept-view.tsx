import { IconButton, Menu } from "@carbyne/ui";
import { type NodeViewProps, NodeViewWrapper } from "@tiptap/react";
import { Ellipsis, MoreVertical, PenLine, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useRef, useState } from "react";
import { withoutRemote } from "./message-html.ts";

const defaultHeightPx = 160;
const tallestPx = 480;

/** The quoted message in the editor: folded to `…`, and shown as it will arrive when that is pressed. */
export function KeptView({ node, editor, getPos, deleteNode }: NodeViewProps) {
  const t = useTranslations("composer.quoted");
  const [isOpen, setIsOpen] = useState(false);
  const html: unknown = node.attrs["html"];
  const text = typeof html === "string" ? html : "";

  const edit = () => {
    const at = getPos();
    if (at === undefined) return;
    editor
      .chain()
      .focus()
      .insertContentAt({ from: at, to: at + node.nodeSize }, text)
      .run();
  };

  return (
    <NodeViewWrapper className="my-2" contentEditable={false}>
      <div className="flex items-center gap-1">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-label={isOpen ? t("hide") : t("show")}
          title={isOpen ? t("hide") : t("show")}
          onClick={() => setIsOpen(!isOpen)}
          className="grid h-5 w-9 place-items-center rounded-full bg-hover text-muted hover:text-text max-md:h-8 max-md:w-12"
        >
          <Ellipsis size={16} aria-hidden="true" />
        </button>
        {isOpen ? (
          <Menu
            align="start"
            trigger={
              <IconButton label={t("more")} size="small">
                <MoreVertical aria-hidden="true" />
              </IconButton>
            }
            entries={[
              { label: t("edit"), icon: <PenLine aria-hidden="true" />, onSelect: edit },
              { label: t("remove"), icon: <Trash2 aria-hidden="true" />, onSelect: deleteNode },
            ]}
          />
        ) : null}
      </div>
      {isOpen ? <Quoted html={text} title={t("title")} /> : null}
    </NodeViewWrapper>
  );
}

/** Without scripts, and without anything from other servers: opening an answer tells nobody. The same origin is for the pictures of the message. */
function Quoted({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(defaultHeightPx);
  const page = useMemo(
    () =>
      `<!doctype html><meta http-equiv="content-security-policy" content="default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'"><style>body{margin:8px 12px;font:14px/1.6 system-ui,sans-serif;color:#1d2230;background:#fff;overflow-wrap:anywhere}blockquote{margin:0;padding-inline-start:12px;border-inline-start:2px solid #ccd}img{max-width:100%;height:auto}</style>${withoutRemote(html)}`,
    [html],
  );
  return (
    <iframe
      ref={frame}
      title={title}
      sandbox="allow-same-origin"
      srcDoc={page}
      style={{ height }}
      onLoad={() => {
        const needed = frame.current?.contentDocument?.documentElement.scrollHeight;
        if (needed) setHeight(Math.min(tallestPx, needed));
      }}
      className="mt-2 block w-full rounded-2 border"
    />
  );
}
