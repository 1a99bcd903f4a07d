import { useCallback, useEffect, useRef, useState } from "react";
import type { AttachmentRef } from "../types.ts";
import { pictureUrl } from "./content.ts";
import { upload } from "./upload.ts";

/** A file on its way to the server, or one that did not arrive. */
export interface PendingUpload {
  id: number;
  file: File;
  /** 0 to 1. */
  share: number;
  error: unknown;
  isPicture: boolean;
}

let nextId = 1;

export interface Uploads {
  pending: readonly PendingUpload[];
  add: (files: readonly File[], options: { arePictures: boolean }) => void;
  /** Hands over a file that is on the server already. */
  take: (ref: AttachmentRef) => void;
  retry: (id: number) => void;
  cancel: (id: number) => void;
  /** Sends a picture whose place in the text is known, and answers its address there; null when it did not arrive. */
  addInPlace: (file: File) => Promise<string | null>;
}

/** A file that would only be refused is not sent at all. */
export class FileTooLarge extends Error {
  readonly max: number;
  /** It is so only together with what is attached already. */
  readonly isTogether: boolean;

  constructor({ max, isTogether }: { max: number; isTogether: boolean }) {
    super("the file is too large");
    this.max = max;
    this.isTogether = isTogether;
  }
}

export interface UploadsInput {
  /** The most bytes that a message may have. */
  max: number;
  /** What it has already. */
  attached: readonly { sizeBytes: number }[];
  onArrived: (ref: AttachmentRef, where: { isPlaced: boolean }) => void;
}

/** Sends files to the server and hands over each that arrived. A picture gets a Content-ID, by which the text refers to it (RFC 2392). */
export function useUploads({ max, attached, onArrived }: UploadsInput): Uploads {
  const [pending, setPending] = useState<readonly PendingUpload[]>([]);
  const controllers = useRef(new Map<number, AbortController>());
  const arrived = useRef(onArrived);
  useEffect(() => {
    arrived.current = onArrived;
  });
  useEffect(() => {
    const running = controllers.current;
    return () => {
      for (const controller of running.values()) controller.abort();
    };
  }, []);

  const drop = useCallback((id: number) => {
    controllers.current.delete(id);
    setPending((list) => list.filter((one) => one.id !== id));
  }, []);

  const start = useCallback(
    async ({ id, file, isPicture, error: known }: PendingUpload) => {
      if (known !== null) return;
      const controller = new AbortController();
      controllers.current.set(id, controller);
      const change = (part: Partial<PendingUpload>) =>
        setPending((list) => list.map((one) => (one.id === id ? { ...one, ...part } : one)));
      try {
        const sent = await upload({ file, signal: controller.signal, onProgress: (share) => change({ share }) });
        drop(id);
        const ref = { ...sent, ...(isPicture ? { contentId: `${sent.uploadId}@carbyne` } : {}) };
        arrived.current(ref, { isPlaced: false });
      } catch (error) {
        if (controller.signal.aborted) drop(id);
        else change({ error });
      }
    },
    [drop],
  );

  const addInPlace = useCallback(async (file: File) => {
    try {
      const sent = await upload({ file, signal: new AbortController().signal, onProgress: () => undefined });
      const ref = { ...sent, contentId: `${sent.uploadId}@carbyne` };
      arrived.current(ref, { isPlaced: true });
      return pictureUrl(ref);
    } catch {
      return null;
    }
  }, []);

  const add = useCallback(
    (files: readonly File[], { arePictures }: { arePictures: boolean }) => {
      const there = [...attached, ...pending.filter((one) => one.error === null).map(({ file }) => sized(file))];
      const added = files.map((file) => {
        const all = [...there, sized(file)];
        const isTooLarge = encodedBytes(all) > max;
        if (!isTooLarge) there.push(sized(file));
        const isTogether = encodedBytes([sized(file)]) <= max;
        return {
          id: nextId++,
          file,
          share: 0,
          error: isTooLarge ? new FileTooLarge({ max: fittingBytes(max), isTogether }) : null,
          isPicture: arePictures && isShownPicture(file.type),
        };
      });
      setPending((list) => [...list, ...added]);
      for (const one of added) void start(one);
    },
    [start, attached, pending, max],
  );

  return {
    pending,
    add,
    addInPlace,
    take: (ref) => arrived.current(ref, { isPlaced: false }),
    retry: (id) => {
      const failed = pending.find((one) => one.id === id);
      if (!failed) return;
      setPending((list) => list.map((one) => (one.id === id ? { ...one, error: null, share: 0 } : one)));
      void start({ ...failed, error: null });
    },
    cancel: (id) => {
      controllers.current.get(id)?.abort();
      drop(id);
    },
  };
}

const sized = ({ size }: File) => ({ sizeBytes: size });

/** Base64 makes four octets of three, and a line break of every 76. */
const encodedShare = 78 / 57;

/** How large files are in a message. */
export function encodedBytes(files: readonly { sizeBytes: number }[]): number {
  return Math.ceil(files.reduce((sum, file) => sum + file.sizeBytes, 0) * encodedShare);
}

/** How much of files fits into so many bytes of a message. */
export const fittingBytes = (bytes: number): number => Math.floor(bytes / encodedShare);

/** Pictures that every mail program shows inside of a text. */
export function isShownPicture(type: string): boolean {
  return ["image/png", "image/jpeg", "image/gif", "image/webp"].includes(type);
}
