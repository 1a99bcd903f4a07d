// Runs confined, by itself: an archive in, the list of what lies in it out.
import { readFileSync, writeFileSync } from "node:fs";
import { listGzip } from "./gzip.ts";
import { listTar } from "./tar.ts";
import { listZip } from "./zip.ts";

const bytes = readFileSync("/in/file");
const listing =
  process.argv[2] === "zip"
    ? listZip(bytes)
    : process.argv[2] === "tar"
      ? await listTar([bytes])
      : await listGzip(bytes);
if (listing) writeFileSync("list.json", JSON.stringify(listing));
