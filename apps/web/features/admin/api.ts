import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Inputs, server } from "../../client/server.ts";
import type { AccountPage, AccountUpdate, Role, State } from "./types.ts";

type LinkRulesChange = Inputs["admin"]["domains"]["setLinkRules"];

const checkedMs = 20_000;

/** The health and the size of the server; asked for again while it is looked at. */
export function useOverview() {
  return useQuery({
    queryKey: ["admin", "overview"],
    queryFn: () => server.admin.overview.query(),
    refetchInterval: checkedMs,
  });
}

/** All domains that the person manages. */
export function useDomains() {
  return useQuery({ queryKey: ["admin", "domains"], queryFn: () => server.admin.domains.list.query() });
}

export interface AccountFilter {
  text?: string;
  domainId?: string;
  state?: State;
}

/** The accounts that fit, page by page; those that were shown stay until the new ones are there. */
export function useAccounts(filter: AccountFilter) {
  return useInfiniteQuery({
    queryKey: ["admin", "accounts", filter],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: AccountPage) => page.nextCursor ?? undefined,
    queryFn: ({ pageParam }) =>
      server.admin.accounts.list.query({ ...filter, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    placeholderData: keepPreviousData,
  });
}

/** One account with its aliases. */
export function useAccount(id: string) {
  return useQuery({
    queryKey: ["admin", "account", id],
    queryFn: () => server.admin.accounts.get.query({ id }),
  });
}

/** The verbs of administration; each brings what is shown up to date when it is done. */
export function useAdminVerbs() {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ["admin"] });
  return {
    createDomain: useMutation({
      mutationFn: (input: { name: string }) => server.admin.domains.create.mutate(input),
      onSuccess,
    }),
    setDomainState: useMutation({
      mutationFn: (input: { id: string; state: State }) => server.admin.domains.setState.mutate(input),
      onSuccess,
    }),
    markExternal: useMutation({
      mutationFn: (input: { id: string; isOn: boolean }) => server.admin.domains.markExternal.mutate(input),
      onSuccess,
    }),
    setLinkRules: useMutation({
      mutationFn: (input: LinkRulesChange) => server.admin.domains.setLinkRules.mutate(input),
      onSuccess,
    }),
    requireAppPasswords: useMutation({
      mutationFn: (input: { id: string; isOn: boolean }) => server.admin.domains.requireAppPasswords.mutate(input),
      onSuccess,
    }),
    createAccount: useMutation({
      mutationFn: (input: { address: string; name: string; password: string; role: Role }) =>
        server.admin.accounts.create.mutate(input),
      onSuccess,
    }),
    createShared: useMutation({
      mutationFn: (input: { address: string; name: string }) => server.admin.accounts.createShared.mutate(input),
      onSuccess,
    }),
    updateAccount: useMutation({
      mutationFn: (input: AccountUpdate) => server.admin.accounts.update.mutate(input),
      onSuccess,
    }),
    setAccountState: useMutation({
      mutationFn: (input: { id: string; state: State }) => server.admin.accounts.setState.mutate(input),
      onSuccess,
    }),
    resetPassword: useMutation({
      mutationFn: (input: { id: string; password: string }) => server.admin.accounts.resetPassword.mutate(input),
      onSuccess,
    }),
  };
}
