import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useFresh } from "../../client/hints.ts";
import { type Inputs, type Outputs, server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";
import { type PathFile, tarOf } from "./tar.ts";
import { startUpload, stopUpload } from "./uploads.ts";

export type Transfer = Outputs["transfers"]["list"][number];

const transfersKey = ["transfers"] as const;

/** What is brought in and taken along; each step of it is followed. */
export function useTransfers() {
  useFresh(transfersKey);
  return useQuery({ queryKey: transfersKey, queryFn: () => server.transfers.list.query(), staleTime: 60_000 });
}

/** What can be done with a transfer. */
export function useTransferVerbs() {
  const queryClient = useQueryClient();
  const words = useWords();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: transfersKey });
  const onError = (error: unknown) => {
    const { text, hint } = words(error);
    showToast({ text: `${text} ${hint}` });
  };
  return {
    start: useMutation({
      mutationFn: (input: Inputs["transfers"]["startImport"]) => server.transfers.startImport.mutate(input),
      onSuccess,
      onError,
    }),
    export: useMutation({
      mutationFn: (input: Inputs["transfers"]["startExport"]) => server.transfers.startExport.mutate(input),
      onSuccess,
      onError,
    }),
    stop: useMutation({
      mutationFn: (id: string) => server.transfers.stop.mutate({ id }),
      onSuccess,
      onError,
    }),
    fromServer: useMutation({
      mutationFn: (input: Inputs["transfers"]["startFromServer"]) => server.transfers.startFromServer.mutate(input),
      onSuccess,
    }),
    remove: useMutation({
      mutationFn: (id: string) => {
        stopUpload(id);
        return server.transfers.remove.mutate({ id });
      },
      onSuccess,
      onError,
    }),
  };
}

/** Sends files to be looked through: one as it is, several as one archive. One that was broken off is gone on with. */
export function useSendFiles(): (files: readonly PathFile[], name: string) => Promise<void> {
  const queryClient = useQueryClient();
  const words = useWords();
  return useCallback(
    async (files, name) => {
      const [first] = files;
      if (!first) return;
      const data = files.length === 1 ? first.file : tarOf(files);
      const isSame = (one: Transfer) =>
        one.state === "receiving" && one.name === name && one.sizeBytes === data.size && one.kind === "import";
      try {
        const known = (await server.transfers.list.query()).find(isSame);
        const begun = known ?? (await server.transfers.beginImport.mutate({ name, sizeBytes: data.size }));
        await queryClient.invalidateQueries({ queryKey: transfersKey });
        const sent = startUpload({ id: begun.id, data, fromBytes: known?.receivedBytes ?? 0, pieceBytes });
        await sent;
        await queryClient.invalidateQueries({ queryKey: transfersKey });
      } catch (error) {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      }
    },
    [queryClient, words],
  );
}

/** No more than the server takes at once. */
const pieceBytes = 4 * 1024 * 1024;

export type Login = Inputs["transfers"]["listSource"]["login"];
export type SourceFolder = Outputs["transfers"]["listSource"][number];

/** Asks another server for the folders of an account. */
export function useListSource() {
  return useMutation({ mutationFn: (login: Login) => server.transfers.listSource.mutate({ login }) });
}
