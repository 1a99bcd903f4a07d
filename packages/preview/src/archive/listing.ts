import path from "node:path";
import { runConfined } from "@carbyne/sandbox";
import { limitsOf } from "../limits.ts";
import { fileOf, type Outcome } from "../outcome.ts";

const program = path.join(import.meta.dirname, "list.ts");

/** What lies in an archive, as JSON of a `Listing`. */
export async function listArchive({ content, format }: { content: Buffer; format: string }): Promise<Outcome> {
  const ran = await runConfined({
    program: process.execPath,
    args: ["--disable-warning=ExperimentalWarning", program, format],
    inputs: { file: content },
    outputs: ["list.json", "stderr"],
    readable: [process.execPath, import.meta.dirname, path.join(import.meta.dirname, "../../package.json")],
    limits: limitsOf.list,
  });
  const made = fileOf(ran, "list.json", [[/encrypt/i, "protected"]]);
  return made.status === "made" ? { status: "made", type: "application/json", content: made.content } : made;
}
