import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Inputs, type Outputs, server } from "../../client/server.ts";
import { useTell } from "./use-tell.ts";

type Verbs = Inputs["admin"]["keeping"];
export type Keeping = Outputs["admin"]["keeping"]["get"];

/** Whether an account is held, and how long what it deletes is kept. */
export function useKeeping(id: string) {
  return useQuery({ queryKey: ["admin", "keeping", id], queryFn: () => server.admin.keeping.get.query({ id }) });
}

/** The verbs of holds and retention; each brings what is shown up to date when it is done. */
export function useKeepingVerbs() {
  const queryClient = useQueryClient();
  const tell = useTell();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ["admin"] });
  return {
    placeHold: useMutation({
      mutationFn: (input: Verbs["placeHold"]) => server.admin.keeping.placeHold.mutate(input),
      onSuccess,
    }),
    releaseHold: useMutation({
      mutationFn: (input: Verbs["releaseHold"]) => server.admin.keeping.releaseHold.mutate(input),
      onSuccess,
    }),
    setRetention: useMutation({
      mutationFn: (input: Verbs["setRetention"]) => server.admin.keeping.setRetention.mutate(input),
      onSuccess,
      onError: tell,
    }),
  };
}
