import { runConfined } from "@carbyne/sandbox";
import { limitsOf, mostUnpacked, suspicious } from "./limits.ts";
import { failed, fileOf, type Outcome, type Step } from "./outcome.ts";
import type { OfficeWant } from "./want.ts";
import { readDirectory } from "./zip-directory.ts";

const programs: Readonly<Record<string, string>> = {
  docx: "writer",
  doc: "writer",
  odt: "writer",
  rtf: "writer",
  xlsx: "calc",
  xls: "calc",
  ods: "calc",
  pptx: "impress",
  ppt: "impress",
  odp: "impress",
  odg: "draw",
};

/** Which part of LibreOffice reads a format. */
export const programOf = (format: string): string | undefined => programs[format];

/** Whether it is one of a text. */
export const isText = (format: string): boolean => programs[format] === "writer";

const formats = {
  docx: { filter: "MS Word 2007 XML", type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  odt: { filter: "writer8", type: "application/vnd.oasis.opendocument.text" },
} as const satisfies Record<OfficeWant["format"], { filter: string; type: string }>;

/** A text in another format of office programs. */
export async function convertText(
  { content, format }: { content: Buffer; format: string },
  want: OfficeWant,
): Promise<Outcome> {
  const { filter, type } = formats[want.format];
  const made = await runOffice({ content, format, ending: want.format, filter });
  return made.status === "made" ? { ...made, type } : made;
}

type Run = {
  readonly content: Buffer;
  readonly format: string;
  readonly ending: string;
  /** As LibreOffice calls what writes. */
  readonly filter: string;
};

/** What LibreOffice makes of an office file, with a profile of its own that goes with it. */
export async function runOffice({ content, format, ending, filter }: Run): Promise<Step> {
  const unpacked = readDirectory(content).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const isBomb = unpacked > suspicious.bytes && unpacked > content.length * suspicious.ratio;
  if (isBomb || unpacked > mostUnpacked) return failed("too-large");
  const start = ["-env:UserInstallation=file:///tmp/profile", "--headless", "--norestore", "--nolockcheck"];
  const ran = await runConfined({
    program: "soffice",
    args: [...start, "--convert-to", `${ending}:${filter}`, "--outdir", "/tmp/out", `/in/file.${format}`],
    inputs: { [`file.${format}`]: content },
    outputs: [`file.${ending}`, "stderr", "stdout"],
    environment: { SAL_USE_VCLPLUGIN: "svp" },
    limits: limitsOf.office,
  });
  return fileOf(ran, `file.${ending}`, [[/password/i, "protected"]]);
}
