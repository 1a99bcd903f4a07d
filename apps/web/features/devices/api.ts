import { showToast } from "@carbyne/ui";
import { type QueryKey, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFresh } from "../../client/hints.ts";
import { type Inputs, type Outputs, server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";

export type AppPassword = Outputs["appPasswords"]["list"][number];
export type NewAppPassword = Inputs["appPasswords"]["create"];

const appPasswordsKey = ["app-passwords"] as const;

/** The person's app passwords. */
export function useAppPasswords() {
  useFresh(appPasswordsKey);
  return useQuery({
    queryKey: appPasswordsKey,
    queryFn: (): Promise<AppPassword[]> => server.appPasswords.list.query(),
  });
}

/** A verb that tells in words why it failed, and brings the lists up to date when it did not. */
function useVerb<Input, Output>(keys: readonly QueryKey[], mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  const words = useWords();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      for (const queryKey of keys) await queryClient.invalidateQueries({ queryKey });
    },
    onError: (error) => {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    },
  });
}

/** What can be done with app passwords; one that was taken back works again with Undo. */
export function useAppPasswordVerbs() {
  const t = useTranslations("devices");
  const restore = useVerb([appPasswordsKey], async ({ id, name }: { id: string; name: string }) => {
    await server.appPasswords.restore.mutate({ id });
    showToast({ text: t("programs.restored", { name }) });
  });
  const revoke = useVerb([appPasswordsKey], async ({ id, name }: { id: string; name: string }) => {
    await server.appPasswords.revoke.mutate({ id });
    const undo = { label: t("undo"), run: () => restore.mutate({ id, name }) };
    showToast({ text: t("programs.revoked", { name }), action: undo });
  });
  const create = useVerb([appPasswordsKey], (input: NewAppPassword) => server.appPasswords.create.mutate(input));
  return { create, revoke };
}

export type BrowserSession = Outputs["devices"]["list"][number];
export type Activity = Outputs["devices"]["activity"][number];

const sessionsKey = ["sessions"] as const;
const activityKey = ["sign-in-activity"] as const;

/** The browsers that are signed in. */
export function useSessions() {
  return useQuery({ queryKey: sessionsKey, queryFn: (): Promise<BrowserSession[]> => server.devices.list.query() });
}

/** Who signed in or tried to, and what changed. */
export function useActivity() {
  return useQuery({ queryKey: activityKey, queryFn: (): Promise<Activity[]> => server.devices.activity.query() });
}

/** Signing browsers out. */
export function useSessionVerbs() {
  const t = useTranslations("devices.browsers");
  const keys = [sessionsKey, activityKey];
  const end = useVerb(keys, async ({ id, name }: { id: string; name: string }) => {
    await server.devices.end.mutate({ id });
    showToast({ text: t("ended", { name }) });
  });
  const endOthers = useVerb(keys, async () => {
    const { count } = await server.devices.endOthers.mutate();
    showToast({ text: t("endedOthers", { count }) });
  });
  return { end, endOthers };
}

export type MailServers = Outputs["devices"]["mailServers"];

/** What a mail program is to be told. */
export function useMailServers() {
  return useQuery({
    queryKey: ["mail-servers"],
    queryFn: (): Promise<MailServers> => server.devices.mailServers.query(),
    staleTime: 60 * 60_000,
  });
}
