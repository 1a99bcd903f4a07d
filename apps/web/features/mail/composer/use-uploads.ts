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

  constructor(max: number) {
    super("the file is too large");
    this.max = max;
  }
}

export interface UploadsInput {
  /** The most bytes of one file. */
  max: number;
  onArrived: (ref: AttachmentRef, where: { isPlaced: boolean }) => void;
}

/** Sends files to the server and hands over each that arrived. A picture gets a Content-ID, by which the text refers to it (RFC 2392). */
export function useUploads({ max, onArrived }: UploadsInput): Uploads {
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
    async ({ id, file, isPicture }: PendingUpload) => {
      const controller = new AbortController();
      controllers.current.set(id, controller);
      const change = (part: Partial<PendingUpload>) =>
        setPending((list) => list.map((one) => (one.id === id ? { ...one, ...part } : one)));
      try {
        if (file.size > max) throw new FileTooLarge(max);
        const sent = await upload({ file, signal: controller.signal, onProgress: (share) => change({ share }) });
        drop(id);
        const ref = { ...sent, ...(isPicture ? { contentId: `${sent.uploadId}@carbyne` } : {}) };
        arrived.current(ref, { isPlaced: false });
      } catch (error) {
        if (controller.signal.aborted) drop(id);
        else change({ error });
      }
    },
    [drop, max],
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
      const added = files.map((file) => ({
        id: nextId++,
        file,
        share: 0,
        error: null,
        isPicture: arePictures && isShownPicture(file.type),
      }));
      setPending((list) => [...list, ...added]);
      for (const one of added) void start(one);
    },
    [start],
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
      void start(failed);
    },
    cancel: (id) => {
      controllers.current.get(id)?.abort();
      drop(id);
    },
  };
}

/** Pictures that every mail program shows inside of a text. */
export function isShownPicture(type: string): boolean {
  return ["image/png", "image/jpeg", "image/gif", "image/webp"].includes(type);
}
