// Runs confined, by itself: an archive in, the list of what lies in it out.
import { readFileSync, writeFileSync } from "node:fs";
import type { Listing } from "./entry.ts";
import { listByProgram, listByUnpacker } from "./foreign.ts";
import { listGzip } from "./packed.ts";
import { listTar } from "./tar.ts";
import { listZip } from "./zip.ts";

const file = "/in/file";
const readers: Readonly<Record<string, () => Listing | null | Promise<Listing | null>>> = {
  zip: () => listZip(readFileSync(file)),
  tar: () => listTar([readFileSync(file)]),
  gzip: () => listGzip(readFileSync(file)),
  "7z": () => listByProgram(file),
  rar: async () => filled(await listByProgram(file)),
  xz: () => listByUnpacker(file),
  bzip2: () => listByUnpacker(file),
};
/** Nobody makes a rar archive of nothing: then its end came too early, which its reader takes for an end. */
const filled = (found: Listing | null) => (found && found.entries.length > 0 ? found : null);

const listing = await readers[process.argv[2] ?? ""]?.();
if (listing) writeFileSync("list.json", JSON.stringify(listing));
