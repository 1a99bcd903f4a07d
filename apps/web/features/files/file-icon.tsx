import { clsx } from "clsx";
import {
  File,
  FileArchive,
  FileAudio,
  FileImage,
  FileSpreadsheet,
  FileText,
  FileVideo,
  Folder,
  type LucideIcon,
  Mail,
  Presentation,
} from "lucide-react";
import type { CSSProperties } from "react";

/** What people call a type, with its sign and its place in the palette. */
const kinds: readonly (readonly [type: RegExp, kind: FileKind, icon: LucideIcon, tint: number])[] = [
  [/^image\//, "image", FileImage, 6],
  [/^video\//, "video", FileVideo, 10],
  [/^audio\//, "audio", FileAudio, 9],
  [/^application\/pdf$/, "pdf", FileText, 1],
  [/spreadsheet|ms-excel|csv|tab-separated|carbyne\.sheet/, "sheet", FileSpreadsheet, 5],
  [/presentation|powerpoint|carbyne\.slides/, "slides", Presentation, 2],
  [/wordprocessing|msword|opendocument\.text|rtf|carbyne\.document/, "document", FileText, 8],
  [/zip|x-tar|7z|rar$|x-rar|x-xz/, "archive", FileArchive, 3],
  [/^message\/rfc822$/, "mail", Mail, 7],
  [/^text\/|json|xml|yaml/, "text", FileText, 7],
];

export type FileKind =
  | "folder"
  | "image"
  | "video"
  | "audio"
  | "pdf"
  | "sheet"
  | "slides"
  | "document"
  | "archive"
  | "mail"
  | "text"
  | "other";

interface Typed {
  kind: "folder" | "file";
  mime: string;
}

function lookOf({ kind, mime }: Typed): { kind: FileKind; Icon: LucideIcon; tint: number } {
  if (kind === "folder") return { kind: "folder", Icon: Folder, tint: 3 };
  const found = kinds.find(([type]) => type.test(mime));
  return found ? { kind: found[1], Icon: found[2], tint: found[3] } : { kind: "other", Icon: File, tint: 7 };
}

/** What people call a type. */
export function kindOf(node: Typed): FileKind {
  return lookOf(node).kind;
}

/** The sign of what an entry is. Its name is beside it. */
export function FileIcon({ node, className }: { node: Typed; className?: string }) {
  const { Icon, tint } = lookOf(node);
  return (
    <span
      aria-hidden="true"
      style={{ "--h": `var(--p${tint})` } as CSSProperties}
      className={clsx("tint grid size-7 shrink-0 place-items-center rounded-1 [&_svg]:size-4", className)}
    >
      <Icon />
    </span>
  );
}
