import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { type Outputs, server } from "../../../client/server.ts";
import { useWords } from "../../../client/words.ts";
import { conversationServer } from "../api.ts";
import { syncOf } from "../sync.ts";

export type Tag = Outputs["tags"]["list"][number];

export const tagsKey = ["tags"] as const;

/** The person's tags with their counts; kept true by live changes. */
export function useTags(): readonly Tag[] {
  const { data } = useQuery({
    queryKey: tagsKey,
    queryFn: (): Promise<Tag[]> => server.tags.list.query(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? none;
}

const none: readonly Tag[] = [];

/** The tag of each keyword. */
export function useTagsByKeyword(): ReadonlyMap<string, Tag> {
  const tags = useTags();
  return useMemo(() => new Map(tags.map((tag) => [tag.keyword, tag])), [tags]);
}

/** The verbs on tags. */
export function useTagVerbs() {
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: tagsKey });
  return {
    create: useMutation({
      mutationFn: (input: { name: string; tint?: number }) => server.tags.create.mutate(input),
      onSuccess,
    }),
    update: useMutation({
      mutationFn: (input: { id: string; name?: string; tint?: number }) => server.tags.update.mutate(input),
      onSuccess,
    }),
  };
}

/** Removes a tag everywhere, and offers to bring it back. */
export function useRemoveTag(): (tag: Tag) => Promise<void> {
  const t = useTranslations("tags");
  const words = useWords();
  const queryClient = useQueryClient();
  return useCallback(
    async (tag) => {
      const fail = (error: unknown) => {
        const { text, hint } = words(error);
        showToast({ text: `${text} ${hint}` });
      };
      const during = async (work: () => Promise<unknown>) => {
        await syncOf(queryClient).duringAct(work).catch(fail);
        await queryClient.invalidateQueries({ queryKey: tagsKey });
      };
      await during(async () => {
        const { undo, count } = await server.tags.remove.mutate({ id: tag.id });
        showToast({
          text: t("removed", { name: tag.name, count }),
          ...(undo
            ? {
                action: {
                  label: t("undo"),
                  isLasting: true,
                  run: () => void during(() => conversationServer.undo({ undo })),
                },
              }
            : {}),
        });
      });
    },
    [t, words, queryClient],
  );
}
