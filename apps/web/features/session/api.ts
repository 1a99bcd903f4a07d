import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Outputs, server } from "../../client/server.ts";
import { saveBeforeSigningOut } from "../mail/composer/saving/open-queues.ts";

export type Me = NonNullable<Outputs["session"]["me"]>;

/** Who is signed in; null when nobody is. */
export function useSession() {
  return useQuery({ queryKey: ["me"], queryFn: () => server.session.me.query(), staleTime: 5 * 60_000 });
}

export function useSignIn() {
  return useMutation({
    mutationFn: (input: { address: string; password: string }) => server.session.signIn.mutate(input),
  });
}

/** Ends the session and leaves nothing of it in this tab. */
export function useSignOut() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const { forget } = await saveBeforeSigningOut();
      await server.session.signOut.mutate();
      await forget();
    },
    onSuccess: () => {
      queryClient.clear();
      window.location.assign("/sign-in");
    },
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (input: { current: string; next: string }) => server.session.changePassword.mutate(input),
  });
}
