import { type Bytes, stretchOf } from "../bytes.ts";
import { Fault, type FaultReason } from "../fault.ts";
import { limits } from "../limits.ts";
import { scanMbox } from "../mbox/scan.ts";
import { separatorDate } from "../status.ts";
import { readTar } from "../tar/read.ts";
import { gunzipped, inflated, unpackHead, unpackWhole } from "../unpack.ts";
import { readZip, type ZipEntry } from "../zip/read.ts";
import { folderOf } from "./folder-of.ts";
import { type Found, isTrashed, maildirMarks } from "./found.ts";
import { headBytes, type Kind, sniff } from "./sniff.ts";

/** What a walk comes by: a message, something that cannot be read, or a file that is no mail. */
export type Step =
  | { readonly kind: "found"; readonly found: Found }
  | { readonly kind: "fault"; readonly path: string; readonly reason: FaultReason }
  | { readonly kind: "other"; readonly path: string }
  /** What one of our own archives says besides its messages; it comes before them. */
  | { readonly kind: "account"; readonly path: string; readonly content: Buffer };

/** Keeps what had to be unpacked where it can be read again, and answers its number. */
export type Unpack = (pieces: AsyncIterable<Buffer>) => Promise<{ part: number; bytes: Bytes }>;

/** A file, or a stretch of one. */
type Spot = {
  readonly path: string;
  readonly part: number;
  readonly base: number;
  readonly bytes: Bytes;
  readonly date: Date | null;
  readonly comment: string;
  readonly depth: number;
  /** It is what was given, not something in an archive. */
  readonly isTop: boolean;
};

/**
 * All messages in a file, whatever it is: an mbox file, a message, or an archive of files with archives in it. Nothing is read as a whole; the
 * names in archives are read as folders and never as places on a disk. What cannot be read is told and passed over.
 */
export async function* walk(file: { name: string; bytes: Bytes }, unpack: Unpack): AsyncGenerator<Step> {
  const spot = { path: file.name, part: 0, base: 0, bytes: file.bytes, date: null, comment: "", depth: 0, isTop: true };
  yield* guarded(spot, walkSpot(spot, unpack));
}

/** A Fault ends the walk of where it happens, and nothing else. */
async function* guarded({ path }: Pick<Spot, "path">, steps: AsyncGenerator<Step>): AsyncGenerator<Step> {
  try {
    yield* steps;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    yield { kind: "fault", path, reason: error.reason };
  }
}

async function* walkSpot(spot: Spot, unpack: Unpack): AsyncGenerator<Step> {
  const kind = sniff(await spot.bytes.read(0, headBytes), spot.path);
  if (kind === "mbox") yield* walkMbox(spot);
  else if (kind === "zip") yield* walkZip(deeper(spot), unpack);
  else if (kind === "tar") yield* walkTar(deeper(spot), unpack);
  else if (kind === "gzip") yield* walkUnpacked(deeper(spot), gunzipped(spot.bytes), unpack);
  else yield single(spot, kind, { packing: "none", sizeBytes: spot.bytes.sizeBytes });
}

function deeper(spot: Spot): Spot {
  if (spot.depth >= limits.depth) throw new Fault("archive-deep");
  return { ...spot, depth: spot.depth + 1 };
}

const faults: Partial<Record<Kind, FaultReason>> = {
  "other-archive": "archive-kind",
  "outlook-data": "outlook-data",
  "outlook-message": "outlook-message",
};

function single(spot: Spot, kind: Kind, { packing, sizeBytes }: Pick<Found, "packing" | "sizeBytes">): Step {
  const { path } = spot;
  const reason = faults[kind];
  if (reason) return { kind: "fault", path, reason };
  if ((kind !== "message" && kind !== "emlx") || isTrashed(path)) return { kind: "other", path };
  if (sizeBytes > limits.messageBytes) return { kind: "fault", path, reason: "message-large" };
  const found: Found = {
    path,
    part: spot.part,
    at: spot.base,
    packedBytes: spot.bytes.sizeBytes,
    sizeBytes,
    packing,
    form: kind,
    folder: folderOf(path, { isBox: false }),
    date: spot.date?.getTime() ?? null,
    comment: spot.comment,
    ...maildirMarks(path),
  };
  return { kind: "found", found };
}

async function* walkMbox(spot: Spot): AsyncGenerator<Step> {
  const folder = folderOf(spot.path, { isBox: true });
  for await (const { at, sizeBytes, from, isVerbatim } of scanMbox(spot.bytes)) {
    const { path, part, base } = spot;
    if (sizeBytes > limits.messageBytes) {
      yield { kind: "fault", path, reason: "message-large" };
      continue;
    }
    const form = isVerbatim ? "mbox-plain" : "mbox";
    const date = separatorDate(from)?.getTime() ?? null;
    const place = { path, part, at: base + at, packedBytes: sizeBytes, sizeBytes, folder, date };
    yield { kind: "found", found: { ...place, packing: "none", form, comment: "", flags: null } };
  }
}

async function* walkTar(spot: Spot, unpack: Unpack): AsyncGenerator<Step> {
  for await (const { name, at, sizeBytes, date } of readTar(spot.bytes)) {
    const bytes = stretchOf(spot.bytes, at, sizeBytes);
    const inner = { ...spot, path: within(spot, name), base: spot.base + at, bytes, date, isTop: false };
    yield* guarded(inner, walkSpot(inner, unpack));
  }
}

async function* walkZip(spot: Spot, unpack: Unpack): AsyncGenerator<Step> {
  for await (const entry of readZip(spot.bytes)) {
    if ("fault" in entry) {
      yield { kind: "fault", path: within(spot, entry.name), reason: entry.fault.reason };
      continue;
    }
    if (entry.isFolder) continue;
    const { name, at, packedBytes, date, comment } = entry;
    const bytes = stretchOf(spot.bytes, at, packedBytes);
    const inner = { ...spot, path: within(spot, name), base: spot.base + at, bytes, date, comment, isTop: false };
    yield* guarded(inner, walkEntry(inner, entry, unpack));
  }
}

const accountPath = "carbyne/account.json";

/** A message is read where it is, packed; what holds more is unpacked first, so that one can go on in the middle of it. */
async function* walkEntry(spot: Spot, { packing, sizeBytes }: ZipEntry, unpack: Unpack): AsyncGenerator<Step> {
  if (spot.path === accountPath && sizeBytes <= limits.accountBytes) {
    const stored = await spot.bytes.read(0, spot.bytes.sizeBytes);
    const content = packing === "none" ? stored : await unpackWhole(stored, sizeBytes);
    yield { kind: "account", path: spot.path, content };
    return;
  }
  if (packing === "none") return yield* walkSpot(spot, unpack);
  const kind = sniff(await unpackHead(spot.bytes), spot.path);
  if (kind === "mbox" || kind === "zip" || kind === "tar" || kind === "gzip")
    yield* walkUnpacked(spot, inflated(spot.bytes), unpack);
  else yield single(spot, kind, { packing, sizeBytes });
}

async function* walkUnpacked(spot: Spot, pieces: AsyncGenerator<Buffer>, unpack: Unpack): AsyncGenerator<Step> {
  const { part, bytes } = await unpack(pieces);
  const path = spot.path.replace(/\.tgz$/i, ".tar").replace(/\.gz$/i, "");
  yield* walkSpot({ ...spot, path, part, base: 0, bytes }, unpack);
}

/** The names inside of an archive that a person chose are all there is; an archive in another one is a folder of its own. */
function within(spot: Spot, name: string): string {
  return spot.isTop ? name : `${spot.path.replace(/\.(?:zip|tar)$/i, "")}/${name}`;
}
