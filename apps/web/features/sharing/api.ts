import { showToast } from "@carbyne/ui";
import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Inputs, type Outputs, server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";

export type MailAccount = Outputs["sharing"]["accounts"][number];
export type GivenShare = Outputs["sharing"]["givenOn"][number];
export type Offer = Outputs["sharing"]["offers"][number];
export type ShareObject = Inputs["sharing"]["givenOn"]["object"];
export type ShareInput = Inputs["sharing"]["share"];
export type ShareTerms = Omit<Inputs["sharing"]["change"], "id">;
export type ShareRole = NonNullable<ShareTerms["role"]>;

const root = ["sharing"] as const;

/** Everything about shares is asked for again: what is shared, with whom, and the folders that come with it. */
export function refreshShares(queryClient: QueryClient): void {
  void queryClient.invalidateQueries({ queryKey: root });
  void queryClient.invalidateQueries({ queryKey: ["mailboxes"] });
  void queryClient.invalidateQueries({ queryKey: ["files"] });
}

/** The own account, and those whose mail can be worked with. */
export function useMailAccounts() {
  return useQuery({
    queryKey: [...root, "accounts"],
    queryFn: () => server.sharing.accounts.query(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** With whom one thing is shared. */
export function useGivenOn(object: ShareObject) {
  return useQuery({
    queryKey: [...root, "given", object.kind, object.id],
    queryFn: () => server.sharing.givenOn.query({ object }),
  });
}

/** All that one shares. */
export function useGiven() {
  return useQuery({
    queryKey: [...root, "given"],
    queryFn: () => server.sharing.given.query(),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** All that others share with one. */
export function useOffers() {
  return useQuery({ queryKey: [...root, "offers"], queryFn: () => server.sharing.offers.query() });
}

/** One offer, as a mail names it; an error once it was taken back. */
export function useOffer(id: string) {
  return useQuery({
    queryKey: [...root, "offer", id],
    queryFn: () => server.sharing.offer.query({ id }),
    retry: false,
  });
}

/** The verbs on shares; each brings everything about them up to date, and says what went wrong. */
export function useShareVerbs() {
  const queryClient = useQueryClient();
  const words = useWords();
  const onSuccess = () => refreshShares(queryClient);
  const onError = (error: unknown) => {
    const { text, hint } = words(error);
    showToast({ text: `${text} ${hint}` });
  };
  return {
    // Its form says itself what went wrong.
    share: useMutation({ mutationFn: (input: ShareInput) => server.sharing.share.mutate(input), onSuccess }),
    change: useMutation({
      mutationFn: (input: ShareTerms & { id: string }) => server.sharing.change.mutate(input),
      onSuccess,
      onError,
    }),
    resend: useMutation({ mutationFn: (id: string) => server.sharing.resend.mutate({ id }), onSuccess, onError }),
    revoke: useMutation({
      mutationFn: (input: { id: string; note?: string }) => server.sharing.revoke.mutate(input),
      onSuccess,
      onError,
    }),
    restore: useMutation({ mutationFn: (id: string) => server.sharing.restore.mutate({ id }), onSuccess, onError }),
    accept: useMutation({
      mutationFn: (input: Inputs["sharing"]["accept"]) => server.sharing.accept.mutate(input),
      onSuccess,
      onError,
    }),
    look: useMutation({
      mutationFn: (input: Inputs["sharing"]["look"]) => server.sharing.look.mutate(input),
      onSuccess,
      onError,
    }),
    decline: useMutation({
      mutationFn: (input: { id: string; note?: string }) => server.sharing.decline.mutate(input),
      onSuccess,
      onError,
    }),
  };
}
