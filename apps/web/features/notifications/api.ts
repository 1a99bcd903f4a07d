import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { server } from "../../client/server.ts";
import { refusalOf, useWords } from "../../client/words.ts";
import { subscribeHere, unsubscribeHere } from "./push-here.ts";

export type PushView = Awaited<ReturnType<typeof server.push.list.query>>;

const pushKey = ["push"] as const;

/** The browsers that tell of new mail. */
export function usePush() {
  return useQuery({ queryKey: pushKey, queryFn: () => server.push.list.query(), staleTime: 60_000 });
}

/** Turning notifications on and off, and trying them. */
export function usePushVerbs() {
  const t = useTranslations("notifications");
  const words = useWords();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: pushKey });
  const onError = (error: unknown) => {
    const { text, hint } = words(error);
    // What our server did not refuse, the browser or its push service did.
    showToast({ text: refusalOf(error) === null ? t("failed") : `${text} ${hint}` });
  };
  return {
    turnOn: useMutation({
      mutationFn: async (publicKey: string) => {
        const address = await subscribeHere(publicKey);
        if (address) await server.push.subscribe.mutate(address);
      },
      onSuccess,
      onError,
    }),
    turnOff: useMutation({
      mutationFn: async () => {
        await server.push.unsubscribe.mutate({ id: null });
        await unsubscribeHere().catch(() => undefined);
      },
      onSuccess,
      onError,
    }),
    remove: useMutation({
      mutationFn: (id: string) => server.push.unsubscribe.mutate({ id }),
      onSuccess,
      onError,
    }),
    attempt: useMutation({
      mutationFn: () => server.push.try.mutate(),
      onSuccess: () => showToast({ text: t("tried") }),
      onError,
    }),
  };
}

/** Says whether a page is looked at; who sees mail come in is not told of it elsewhere. */
export function tellPresence(isPresent: boolean): void {
  server.push.presence.mutate({ isPresent }).catch(() => undefined);
}
