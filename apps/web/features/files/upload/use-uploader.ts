import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { refusalOf, useWords } from "../../../client/words.ts";
import { filesServer, refreshFiles } from "../api.ts";
import { addUploads, watchUploads, type WhenTaken } from "./upload-store.ts";

/** A file with the way to it inside of what was chosen. */
export interface ChosenFile {
  path: string;
  file: File;
}

interface Placed extends ChosenFile {
  name: string;
  parentId: string | null;
}

/** Files whose names are taken where they are to go. */
export interface Taken {
  files: readonly Placed[];
  /** The ones that are not. */
  free: readonly Placed[];
}

/** Sends chosen files and folders to a folder, and asks about the names that are taken there. */
export function useUploader(): {
  taken: Taken | null;
  upload: (chosen: readonly ChosenFile[], parentId: string | null) => Promise<void>;
  answer: (how: WhenTaken | "skip" | "cancel") => void;
} {
  const queryClient = useQueryClient();
  const words = useWords();
  const [taken, setTaken] = useState<Taken | null>(null);
  useEffect(() => {
    let timer: number | undefined;
    const stop = watchUploads(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void refreshFiles(queryClient), 250);
    });
    return stop;
  }, [queryClient]);

  const upload = useCallback(
    async (chosen: readonly ChosenFile[], parentId: string | null) => {
      try {
        const placed = await placeFiles(chosen, parentId);
        const clashes = new Set<Placed>();
        for (const [folder, files] of Map.groupBy(placed, (one) => one.parentId)) {
          const names = files.map((one) => one.name);
          const there = new Set((await filesServer.taken({ parentId: folder, names })).map((one) => one.name));
          for (const one of files) if (there.has(one.name)) clashes.add(one);
        }
        const free = placed.filter((one) => !clashes.has(one));
        if (clashes.size > 0) setTaken({ files: [...clashes], free });
        else addUploads(free.map((one) => ({ ...one, whenTaken: "refuse" })));
        await refreshFiles(queryClient);
      } catch (error) {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      }
    },
    [queryClient, words],
  );
  const answer = useCallback(
    (how: WhenTaken | "skip" | "cancel") => {
      setTaken(null);
      if (!taken || how === "cancel") return;
      addUploads([
        ...taken.free.map((one) => ({ ...one, whenTaken: "refuse" as const })),
        ...(how === "skip" ? [] : taken.files.map((one) => ({ ...one, whenTaken: how }))),
      ]);
    },
    [taken],
  );
  return { taken, upload, answer };
}

/** Makes the folders that files lie in; those that are there already are used. */
async function placeFiles(chosen: readonly ChosenFile[], parentId: string | null): Promise<Placed[]> {
  const folders = new Map<string, string | null>([["", parentId]]);
  const folderOf = async (path: string): Promise<string | null> => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const at = path.lastIndexOf("/");
    const parent = await folderOf(at === -1 ? "" : path.slice(0, at));
    const id = await ensureFolder(parent, path.slice(at + 1));
    folders.set(path, id);
    return id;
  };
  const placed: Placed[] = [];
  for (const one of chosen) {
    const at = one.path.lastIndexOf("/");
    const folder = await folderOf(at === -1 ? "" : one.path.slice(0, at));
    placed.push({ ...one, name: one.path.slice(at + 1), parentId: folder });
  }
  return placed;
}

async function ensureFolder(parentId: string | null, name: string): Promise<string> {
  try {
    return (await filesServer.createFolder({ parentId, name })).id;
  } catch (error) {
    if (refusalOf(error)?.reason !== "node-name-taken") throw error;
    const [there] = await filesServer.taken({ parentId, names: [name] });
    if (there?.kind !== "folder") throw error;
    return there.id;
  }
}
