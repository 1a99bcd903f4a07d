import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Inputs, type Outputs, server } from "../../../client/server.ts";
import { chatKey } from "../api.ts";

export type IncomingHook = Outputs["chat"]["incoming"]["list"][number];
export type OutgoingHook = Outputs["chat"]["outgoing"]["list"][number];
export type HookEvent = OutgoingHook["events"][number];
export type Delivery = Outputs["chat"]["outgoing"]["deliveries"][number];
export type Bot = Outputs["chat"]["bots"]["list"][number];
export type OutgoingTerms = Omit<Inputs["chat"]["outgoing"]["create"], "roomId">;

const integrationsKey = [...chatKey, "integrations"] as const;
/** Asked for whenever somebody looks: nothing tells of what programs do. */
const fresh = { staleTime: 0, retry: false } as const;
/** While a webhook was tried just now one waits for what comes of it. */
const deliveriesMs = 3_000;

export const incomingQuery = (roomId: string) =>
  queryOptions({
    ...fresh,
    queryKey: [...integrationsKey, "incoming", roomId],
    queryFn: () => server.chat.incoming.list.query({ roomId }),
  });
export const outgoingQuery = (roomId: string) =>
  queryOptions({
    ...fresh,
    queryKey: [...integrationsKey, "outgoing", roomId],
    queryFn: () => server.chat.outgoing.list.query({ roomId }),
  });
export const botsQuery = (roomId: string) =>
  queryOptions({
    ...fresh,
    queryKey: [...integrationsKey, "bots", roomId],
    queryFn: () => server.chat.bots.list.query({ roomId }),
  });
export const deliveriesQuery = (id: string) =>
  queryOptions({
    ...fresh,
    queryKey: [...integrationsKey, "deliveries", id],
    queryFn: () => server.chat.outgoing.deliveries.query({ id }),
    refetchInterval: deliveriesMs,
  });

const { incoming, outgoing, bots, rooms } = server.chat;

/** The verbs on webhooks and bots; each brings what is shown of them up to date. */
export function useIntegrationVerbs() {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: integrationsKey });
  const useVerb = <Input, Output>(mutationFn: (input: Input) => Promise<Output>) =>
    useMutation({ mutationFn, onSuccess });
  return {
    createIncoming: useVerb((input: { roomId: string; name: string }) => incoming.create.mutate(input)),
    renewIncoming: useVerb((id: string) => incoming.renew.mutate({ id })),
    removeIncoming: useVerb((id: string) => incoming.remove.mutate({ id })),
    createOutgoing: useVerb((input: OutgoingTerms & { roomId: string }) => outgoing.create.mutate(input)),
    changeOutgoing: useVerb((input: OutgoingTerms & { id: string }) => outgoing.change.mutate(input)),
    switchOutgoing: useVerb((input: { id: string; isOn: boolean }) => outgoing.switch.mutate(input)),
    renewOutgoing: useVerb((id: string) => outgoing.renew.mutate({ id })),
    removeOutgoing: useVerb((id: string) => outgoing.remove.mutate({ id })),
    tryOutgoing: useVerb((id: string) => outgoing.try.mutate({ id })),
    createBot: useVerb((input: Inputs["chat"]["bots"]["create"]) => bots.create.mutate(input)),
    addBot: useVerb((input: { id: string; roomId: string }) => bots.add.mutate(input)),
    renewBot: useVerb((id: string) => bots.renew.mutate({ id })),
    removeBot: useVerb((id: string) => bots.remove.mutate({ id })),
    takeOutBot: useVerb(({ id, roomId }: { id: string; roomId: string }) =>
      rooms.removePerson.mutate({ id: roomId, personId: id }),
    ),
  };
}
