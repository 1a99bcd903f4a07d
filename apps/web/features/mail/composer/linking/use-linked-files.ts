import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { refusalOf } from "../../../../client/words.ts";
import { filesServer } from "../../../files/api.ts";
import { cancelHere } from "../../../files/upload/upload-line.tsx";
import {
  addUploads,
  dropUpload,
  type FileUpload,
  resumeUpload,
  useFileUploads,
} from "../../../files/upload/upload-store.ts";
import type { FileLink, LinkedFile, LinkMaker } from "./use-link-maker.tsx";

/** A file on its way to Files, where a message will link to it, or one of which that did not come to be. */
export interface LinkingFile {
  id: number;
  name: string;
  sizeBytes: number;
  sentBytes: number;
  error: unknown;
}

interface Work {
  id: number;
  file: File;
  /** What it is called in the queue; null until its folder is known. */
  key: number | null;
  error: unknown;
}

let nextId = 1;

export interface LinkedFiles {
  isAllowed: boolean;
  pending: readonly LinkingFile[];
  /** Sends a file to Files and links to it once it is there. */
  add: (file: File) => void;
  /** Links to files that are there. */
  link: (files: readonly LinkedFile[]) => Promise<void>;
  retry: (id: number) => void;
  cancel: (id: number) => void;
}

export interface LinkedFilesInput {
  maker: LinkMaker;
  onLink: (link: FileLink) => void;
  fail: (error: unknown) => void;
}

/** Files that a message links to: they are sent to a folder of Files, go on while other pages are open, and are named in the text when they are there. */
export function useLinkedFiles({ maker, onLink, fail }: LinkedFilesInput): LinkedFiles {
  const t = useTranslations("composer.files");
  const uploads = useFileUploads();
  const [works, setWorks] = useState<readonly Work[]>([]);
  const linking = useRef(new Set<number>());
  const begun = useRef(works);
  useEffect(() => {
    begun.current = works;
  });
  // Without its message nobody waits for a file.
  useEffect(
    () => () => {
      for (const { key } of begun.current) if (key !== null) cancelHere(key);
    },
    [],
  );
  const change = (id: number, part: Partial<Work>) =>
    setWorks((list) => list.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const drop = (id: number) => setWorks((list) => list.filter((one) => one.id !== id));

  const begin = async ({ id, file }: Pick<Work, "id" | "file">) => {
    change(id, { error: null });
    try {
      const parentId = await folderOf(t("folder"));
      const [key = null] = addUploads([{ file, name: file.name, parentId, whenTaken: "both" }]);
      change(id, { key });
    } catch (error) {
      change(id, { error });
    }
  };
  const finish = async (work: Work, nodeId: string) => {
    try {
      const link = await maker.make({ id: nodeId, name: work.file.name, sizeBytes: work.file.size });
      if (work.key !== null) dropUpload(work.key);
      drop(work.id);
      if (link) onLink(link);
    } catch (error) {
      change(work.id, { error });
    }
  };
  useEffect(() => {
    for (const work of works) {
      const upload = uploads.find((one) => one.key === work.key);
      if (!upload?.nodeId || work.error !== null || linking.current.has(work.id)) continue;
      linking.current.add(work.id);
      void finish(work, upload.nodeId);
    }
  });

  return {
    isAllowed: maker.isAllowed,
    pending: works.map((work) => shownOf(work, uploads)),
    add: (file) => {
      const work = { id: nextId++, file, key: null, error: null };
      setWorks((list) => [...list, work]);
      void begin(work);
    },
    link: async (files) => {
      try {
        for (const file of files) {
          const link = await maker.make(file);
          if (link) onLink(link);
        }
      } catch (error) {
        fail(error);
      }
    },
    retry: (id) => {
      const work = works.find((one) => one.id === id);
      if (!work) return;
      linking.current.delete(id);
      if (work.key === null) void begin(work);
      else if (work.error !== null) change(id, { error: null });
      else resumeUpload(work.key);
    },
    cancel: (id) => {
      const key = works.find((one) => one.id === id)?.key ?? null;
      if (key !== null) cancelHere(key);
      drop(id);
    },
  };
}

function shownOf({ id, file, key, error }: Work, uploads: readonly FileUpload[]): LinkingFile {
  const upload = uploads.find((one) => one.key === key);
  const failed = upload?.state === "failed" ? upload.error : null;
  return { id, name: file.name, sizeBytes: file.size, sentBytes: upload?.sentBytes ?? 0, error: error ?? failed };
}

/** The folder for what is sent, which is made with the first file. */
async function folderOf(name: string): Promise<string> {
  const [taken] = await filesServer.taken({ parentId: null, names: [name] });
  if (taken?.kind === "folder") return taken.id;
  try {
    return (await filesServer.createFolder({ parentId: null, name })).id;
  } catch (error) {
    // Two files at once ask for it at once.
    if (refusalOf(error)?.reason !== "node-name-taken") throw error;
    const [made] = await filesServer.taken({ parentId: null, names: [name] });
    if (made?.kind !== "folder") throw error;
    return made.id;
  }
}
