import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Inputs, type Outputs, server } from "../../../client/server.ts";
import { useWords } from "../../../client/words.ts";

export type OwnLink = Outputs["links"]["list"][number];
export type LinkRules = Outputs["links"]["rules"];
export type NewLink = Inputs["links"]["create"];
export type LinkChange = Inputs["links"]["change"];

const root = ["links"] as const;

/** The links of an entry. */
export const useOwnLinks = (nodeId: string) =>
  useQuery({
    queryKey: [...root, "of", nodeId],
    queryFn: () => server.links.list.query({ nodeId }),
    // Nothing tells of what visitors do: it is asked for whenever somebody looks.
    staleTime: 0,
  });

/** What an administrator wants of the links that one makes for everybody. */
export const useLinkRules = () => useQuery({ queryKey: [...root, "rules"], queryFn: () => server.links.rules.query() });

/** One's own links that stand in a message. */
export const useLinksIn = (messageId: string, { isWanted }: { isWanted: boolean }) =>
  useQuery({
    queryKey: [...root, "in", messageId],
    queryFn: () => server.links.inMessage.query({ messageId }),
    enabled: isWanted,
  });

/** What was done through a link. */
export const useLinkEvents = (id: string) =>
  useQuery({ queryKey: [...root, "events", id], queryFn: () => server.links.events.query({ id }), staleTime: 0 });

/** The verbs on links; each brings everything about them up to date. */
export function useLinkVerbs() {
  const queryClient = useQueryClient();
  const words = useWords();
  const onSuccess = () => {
    void queryClient.invalidateQueries({ queryKey: root });
    void queryClient.invalidateQueries({ queryKey: ["files"] });
  };
  const onError = (error: unknown) => {
    const { text, hint } = words(error);
    showToast({ text: `${text} ${hint}` });
  };
  return {
    // Their form says itself what went wrong.
    create: useMutation({ mutationFn: (input: NewLink) => server.links.create.mutate(input), onSuccess }),
    change: useMutation({ mutationFn: (input: LinkChange) => server.links.change.mutate(input), onSuccess }),
    revoke: useMutation({ mutationFn: (id: string) => server.links.revoke.mutate({ id }), onSuccess, onError }),
    restore: useMutation({ mutationFn: (id: string) => server.links.restore.mutate({ id }), onSuccess, onError }),
  };
}

/** The whole address of a link. */
export const addressOf = (token: string): string => `${window.location.origin}/s/${token}`;
