import { type ComponentType, lazy } from "react";
import type { ViewProps } from "./view-props.ts";
import type { Way } from "./way-of.ts";

const pictures = () => import("./picture/picture-view.tsx");
const media = () => import("./media/media-view.tsx");
const PdfView = lazy(async () => ({ default: (await import("./pdf/pdf-view.tsx")).PdfView }));
const TextView = lazy(async () => ({ default: (await import("./text/text-view.tsx")).TextView }));

/** What shows each kind, loaded when the first of its kind is opened. */
const views: Readonly<Record<Way, ComponentType<ViewProps> | null>> = {
  picture: lazy(async () => ({ default: (await pictures()).PictureView })),
  drawn: lazy(async () => ({ default: (await pictures()).DrawnView })),
  pdf: (props) => <PdfView {...props} isMade={false} />,
  pages: (props) => <PdfView {...props} isMade />,
  film: lazy(async () => ({ default: (await media()).FilmView })),
  sound: lazy(async () => ({ default: (await media()).SoundView })),
  markdown: lazy(async () => ({ default: (await import("./text/markdown-view.tsx")).MarkdownView })),
  table: lazy(async () => ({ default: (await import("./table/table-view.tsx")).TableView })),
  code: TextView,
  text: TextView,
  archive: lazy(async () => ({ default: (await import("./archive/archive-view.tsx")).ArchiveView })),
  mail: lazy(async () => ({ default: (await import("./cards/mail-view.tsx")).MailView })),
  event: lazy(async () => ({ default: (await import("./cards/cards-view.tsx")).CardsView })),
  contacts: lazy(async () => ({ default: (await import("./cards/cards-view.tsx")).CardsView })),
  leaves: lazy(async () => ({ default: (await import("./picture/leaves-view.tsx")).LeavesView })),
  nothing: null,
};

/** What shows a kind of file; null for what nothing shows. */
export const viewOf = (way: Way): ComponentType<ViewProps> | null => views[way];
