import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Outputs, server } from "../../client/server.ts";
import { isUnreachable, refusalOf } from "../../client/words.ts";
import { restoreAnswers } from "../offline/keep-answers.ts";
import { replayWaiting } from "../offline/outbox.ts";
import { forgetAll } from "../offline/store.ts";
import { unsubscribeHere } from "../notifications/push-here.ts";
import { saveBeforeSigningOut } from "../mail/composer/saving/open-queues.ts";

export type Me = NonNullable<Outputs["session"]["me"]>;

/** Who is signed in; null when nobody is. */
export function useSession() {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: ["me"],
    queryFn: async () => {
      try {
        return await server.session.me.query();
      } catch (error) {
        // No network: whoever read here last goes on with what was kept.
        const kept = isUnreachable(error) ? await restoreAnswers<Me>(queryClient).catch(() => null) : null;
        if (kept === null) throw error;
        return kept;
      }
    },
    staleTime: 5 * 60_000,
  });
}

export function useSignIn() {
  return useMutation({
    mutationFn: (input: { address: string; password: string }) => server.session.signIn.mutate(input),
  });
}

let isSigningOut = false;

/** The session was ended elsewhere: the guard of the signed-in pages goes to the sign-in. Who signs out here goes there once all is put away. */
export function leaveIfSignedOut(queryClient: QueryClient, error: unknown): void {
  if (!isSigningOut && refusalOf(error)?.kind === "unauthenticated") queryClient.setQueryData(["me"], null);
}

/** Ends the session and leaves nothing of it in this tab. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      // What waits would be lost with the device's copy.
      await replayWaiting();
      const { forget } = await saveBeforeSigningOut();
      isSigningOut = true;
      await unsubscribeHere().catch(() => undefined);
      await server.session.signOut.mutate();
      await Promise.all([forget(), forgetAll().catch(() => undefined)]);
    },
    onError: () => {
      isSigningOut = false;
    },
    onSuccess: () => {
      queryClient.clear();
      window.location.assign("/sign-in");
    },
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (input: { current: string; next: string; keepsSessions: boolean; endsPrograms: boolean }) =>
      server.session.changePassword.mutate(input),
  });
}
