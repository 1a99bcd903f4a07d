import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Inputs, server } from "../../../client/server.ts";
import type { ListChange, ListPage, NewList } from "../types.ts";

export interface ListsFilter {
  text?: string;
  domainId?: string;
}

/** The lists that fit, page by page. */
export function useLists({ text, domainId }: ListsFilter) {
  const filter = { ...(text ? { text } : {}), ...(domainId ? { domainId } : {}) };
  return useInfiniteQuery({
    queryKey: ["admin", "lists", filter],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ListPage) => page.nextCursor ?? undefined,
    queryFn: ({ pageParam }) =>
      server.admin.lists.list.query({ ...filter, ...(pageParam === undefined ? {} : { cursor: pageParam }) }),
    placeholderData: keepPreviousData,
  });
}

export function useList(id: string) {
  return useQuery({ queryKey: ["admin", "list", id], queryFn: () => server.admin.lists.get.query({ id }) });
}

/** Who belongs to a list, as far as their name or address has the text in it. */
export function useMembers(id: string, text: string) {
  return useInfiniteQuery({
    queryKey: ["admin", "list-members", id, text],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    queryFn: ({ pageParam }) =>
      server.admin.lists.members.query({
        id,
        ...(text ? { text } : {}),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      }),
    placeholderData: keepPreviousData,
  });
}

export type AddMembers = Inputs["admin"]["lists"]["addMembers"];
export type RemoveMembers = Inputs["admin"]["lists"]["removeMembers"];

/** The verbs on lists; each brings what is shown up to date, and what a composer knows of them. */
export function useListVerbs() {
  const queryClient = useQueryClient();
  const onSuccess = () =>
    Promise.all(["admin", "lists"].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
  return {
    create: useMutation({ mutationFn: (input: NewList) => server.admin.lists.create.mutate(input), onSuccess }),
    change: useMutation({ mutationFn: (input: ListChange) => server.admin.lists.change.mutate(input), onSuccess }),
    remove: useMutation({
      mutationFn: (input: { id: string }) => server.admin.lists.delete.mutate(input),
      onSuccess,
    }),
    addMembers: useMutation({
      mutationFn: (input: AddMembers) => server.admin.lists.addMembers.mutate(input),
      onSuccess,
    }),
    removeMembers: useMutation({
      mutationFn: (input: RemoveMembers) => server.admin.lists.removeMembers.mutate(input),
      onSuccess,
    }),
  };
}
