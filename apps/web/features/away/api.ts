import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useFresh } from "../../client/hints.ts";
import { type Inputs, type Outputs, server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";

export type Away = Outputs["outOfOffice"]["get"];
export type SaveAway = Inputs["outOfOffice"]["save"];

const awayKey = ["away"] as const;

/** The reply while away; follows what other tabs and the end of the period do. */
export function useAway() {
  useFresh(awayKey);
  return useQuery({ queryKey: awayKey, queryFn: () => server.outOfOffice.get.query(), staleTime: 5 * 60_000 });
}

/** Saving and turning off; what went wrong is said in a toast. */
export function useAwayVerbs() {
  const queryClient = useQueryClient();
  const words = useWords();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: awayKey });
  const onError = (error: unknown) => {
    const { text, hint } = words(error);
    showToast({ text: `${text} ${hint}` });
  };
  return {
    save: useMutation({ mutationFn: (input: SaveAway) => server.outOfOffice.save.mutate(input), onSuccess }),
    turnOff: useMutation({ mutationFn: () => server.outOfOffice.turnOff.mutate(), onSuccess, onError }),
  };
}
