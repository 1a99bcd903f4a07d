import { accessSync, constants } from "node:fs";
import path from "node:path";

/** The programs that read files for us, with Debian's package of each and what cannot be shown without it. */
const tools = [
  { program: "bwrap", packageName: "bubblewrap", shows: "anything" },
  {
    program: "soffice",
    packageName: "libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui",
    shows: "office files",
  },
  { program: "pdftoppm", packageName: "poppler-utils", shows: "pages of PDF and office files" },
  { program: "ffmpeg", packageName: "ffmpeg", shows: "films, sounds and bitmaps" },
  { program: "heif-convert", packageName: "libheif-examples", shows: "HEIC photographs" },
  { program: "bsdtar", packageName: "libarchive-tools", shows: "what lies in 7z, rar, xz and bzip2 archives" },
] as const;

export type Tool = { readonly program: string; readonly packageName: string; readonly shows: string };

/** Which of them are not on this machine. */
export function missingTools(): Tool[] {
  return tools.filter(
    ({ program }) => !["/usr/local/bin", "/usr/bin", "/bin"].some((folder) => isThere(path.join(folder, program))),
  );
}

function isThere(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
