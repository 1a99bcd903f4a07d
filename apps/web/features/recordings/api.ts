import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Inputs, type Outputs, server } from "../../client/server.ts";

export type Recording = Outputs["recordings"]["get"];
export type Captions = Recording["captions"][number];

const key = ["meet", "recordings"] as const;
const pollMs = 3000;

/** One recording with all that its page shows; asked again while its film is made. */
export const recordingQuery = (id: string) =>
  queryOptions({
    queryKey: [...key, "one", id],
    queryFn: () => server.recordings.get.query({ id }),
    retry: false,
    refetchInterval: ({ state }) => (state.data && !["ready", "failed"].includes(state.data.state) ? pollMs : false),
  });

/** What can be done with a recording; lists and the page hear of it. */
export function useRecordingVerbs() {
  const client = useQueryClient();
  const onSettled = () => client.invalidateQueries({ queryKey: key });
  return {
    rename: useMutation({
      mutationFn: (input: Inputs["recordings"]["rename"]) => server.recordings.rename.mutate(input),
      onSettled,
    }),
    remove: useMutation({ mutationFn: (id: string) => server.recordings.remove.mutate({ id }) }),
    retry: useMutation({ mutationFn: (id: string) => server.recordings.retry.mutate({ id }), onSettled }),
    setCaptions: useMutation({
      mutationFn: (input: Inputs["recordings"]["setCaptions"]) => server.recordings.setCaptions.mutate(input),
      onSettled,
    }),
    removeCaptions: useMutation({
      mutationFn: (input: Inputs["recordings"]["removeCaptions"]) => server.recordings.removeCaptions.mutate(input),
      onSettled,
    }),
  };
}

export const filmHref = (id: string) => `/recordings/${id}/film`;
export const captionsHref = (id: string, language: string) => `/recordings/${id}/captions/${language}.vtt`;
