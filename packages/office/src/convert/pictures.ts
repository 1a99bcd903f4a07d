import { newId } from "@carbyne/kernel";
import type { Losses, ReadPicture } from "./conversion.ts";
import { limits } from "./limits.ts";
import { pictureKind } from "./picture-kind.ts";

/** Gathers the pictures of a file, each once however often it is shown. */
export function gatherPictures(losses: Losses) {
  const byPlace = new Map<string, string | null>();
  const pictures: ReadPicture[] = [];
  const add = (bytes: Uint8Array | undefined): string | null => {
    const mime = bytes && bytes.length <= limits.pictureBytes ? pictureKind(bytes) : null;
    if (!bytes || mime === null || pictures.length >= limits.pictures) return null;
    const id = newId();
    pictures.push({ id, mime, bytes });
    return id;
  };
  return {
    pictures: pictures as readonly ReadPicture[],
    /** The id of a picture that lies at a place of the file; null when no document takes it. */
    at(place: string, read: () => Uint8Array | undefined): string | null {
      const known = byPlace.get(place);
      const id = known === undefined ? add(read()) : known;
      byPlace.set(place, id);
      if (id === null) losses.add("pictures-unread");
      return id;
    },
  };
}
export type Gathered = ReturnType<typeof gatherPictures>;
