import { hideToast, showToast } from "@carbyne/ui";
import { keepPreviousData, useIsMutating, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFresh } from "../../client/hints.ts";
import { server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";
import type { Direction, Draft, Filters, Rule } from "./types.ts";

const filtersKey = (direction: Direction) => ["filters", direction] as const;

/** The filters of a direction; follows what other tabs and mail programs write. */
export function useFilters(direction: Direction) {
  useFresh(filtersKey(direction));
  return useQuery({
    queryKey: filtersKey(direction),
    queryFn: () => server.filters.get.query({ direction }),
    staleTime: 60_000,
  });
}

const savingKey = (direction: Direction) => ["filters-save", direction] as const;

/** Whether rules are on their way to the server: the text that they are is not there yet. */
export function useIsSavingRules(direction: Direction): boolean {
  return useIsMutating({ mutationKey: savingKey(direction) }) > 0;
}

/** The toast whose Undo brings back the rules before the newest change. */
let offered: number | null = null;

/** The verbs on the rules of a direction: each shows at once, is saved, and rolled back with a sentence when it cannot be. */
export function useRuleVerbs(direction: Direction) {
  const tMail = useTranslations("mail");
  const words = useWords();
  const queryClient = useQueryClient();
  const key = filtersKey(direction);
  const now = () => queryClient.getQueryData<Filters>(key);
  const { mutate, mutateAsync } = useMutation({
    mutationKey: savingKey(direction),
    // One after the other: each save builds on the answer to the one before.
    scope: { id: `filters-${direction}` },
    mutationFn: (rules: readonly Rule[]) =>
      server.filters.saveRules.mutate({ direction, rules, seen: now()?.script?.seen ?? null }),
    onMutate: async (rules) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = now()?.rules ?? null;
      queryClient.setQueryData<Filters>(key, (old) => old && { ...old, rules: [...rules] });
      return before;
    },
    onSuccess: (filters) => {
      // What was changed since stays on the screen; only the text that the next save builds on is taken over.
      const isLast = queryClient.isMutating({ mutationKey: savingKey(direction) }) <= 1;
      queryClient.setQueryData<Filters>(key, (old) => (isLast || !old ? filters : { ...filters, rules: old.rules }));
    },
    onError: (error, _rules, before) => {
      queryClient.setQueryData<Filters>(key, (old) => old && { ...old, rules: before ? [...before] : null });
      void queryClient.invalidateQueries({ queryKey: key });
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    },
  });
  return {
    save: mutateAsync,
    /** Says what was done, at once as it is shown, and offers the rules as they were. Only the newest change can be taken back so. */
    change: (rules: readonly Rule[], said: string) => {
      const before = now()?.rules ?? [];
      mutate(rules);
      if (offered !== null) hideToast(offered);
      offered = showToast({ text: said, action: { label: tMail("undo"), run: () => mutate(before) } });
    },
    changeQuietly: (rules: readonly Rule[]) => mutate(rules),
  };
}

/** The verbs on scripts as texts. */
export function useScriptVerbs(direction: Direction) {
  const queryClient = useQueryClient();
  const words = useWords();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ["filters"] });
  const onError = (error: unknown) => {
    const { text, hint } = words(error);
    showToast({ text: `${text} ${hint}` });
  };
  return {
    saveText: useMutation({
      mutationFn: (input: { text: string; seen: string | null }) =>
        server.filters.saveText.mutate({ direction, ...input }),
      onSuccess,
      onError,
    }),
    activate: useMutation({
      mutationFn: (id: string | null) => server.filters.activate.mutate({ id, direction }),
      onSuccess,
      onError,
    }),
    remove: useMutation({ mutationFn: (id: string) => server.filters.remove.mutate({ id }), onSuccess, onError }),
  };
}

/** What is wrong with a text, and whether it can be shown as rules. */
export function useCheck(text: string) {
  return useQuery({
    queryKey: ["filter-check", text],
    queryFn: () => server.filters.check.mutate({ text }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
}

/** What a draft would do with the newest messages of a folder. */
export function usePreview(input: {
  direction: Direction;
  draft: Draft;
  mailboxId: string | undefined;
  isOn: boolean;
}) {
  const { direction, draft, mailboxId, isOn } = input;
  return useQuery({
    queryKey: ["filter-preview", direction, mailboxId, draft],
    queryFn: () => server.filters.preview.mutate({ direction, draft, mailboxId: mailboxId ?? "" }),
    enabled: isOn && mailboxId !== undefined,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
  });
}

/** Begins to run filters on what a folder already holds. */
export function useRunFilters(direction: Direction) {
  const queryClient = useQueryClient();
  const words = useWords();
  return useMutation({
    mutationFn: (input: { draft: Draft; mailboxId: string }) => server.filters.run.mutate({ direction, ...input }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["works"] }),
    onError: (error) => {
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    },
  });
}
