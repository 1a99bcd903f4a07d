import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useFresh } from "../../client/hints.ts";
import { type Inputs, type Outputs, server } from "../../client/server.ts";
import { useWords } from "../../client/words.ts";

export type SenderRule = Outputs["senders"]["list"][number];
export type Judgment = Inputs["senders"]["judge"]["verdict"];

const sendersKey = ["senders"] as const;

/** Whose mail is always junk, and whose never. */
export function useSenders() {
  useFresh(sendersKey);
  return useQuery({ queryKey: sendersKey, queryFn: () => server.senders.list.query(), staleTime: 5 * 60_000 });
}

/** Allows or blocks a sender, or forgets them; each says so and can be taken back. */
export function useSenderVerbs() {
  const t = useTranslations("filters.senders");
  const tMail = useTranslations("mail");
  const words = useWords();
  const queryClient = useQueryClient();
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: sendersKey });
  const onError = (error: unknown) => {
    const { text, hint } = words(error);
    showToast({ text: `${text} ${hint}` });
  };
  const forget = useMutation({
    mutationFn: (sender: string) => server.senders.forget.mutate({ sender }),
    onSuccess,
    onError,
  });
  const judge = useMutation({
    mutationFn: (input: { sender: string; verdict: Judgment }) => server.senders.judge.mutate(input),
    onSuccess,
    onError,
  });
  const undo = (run: () => void) => ({ label: tMail("undo"), run });
  return {
    isBusy: judge.isPending,
    judge: (sender: string, verdict: Judgment, onDone?: () => void) =>
      judge.mutate(
        { sender, verdict },
        {
          onSuccess: ({ sender: known, before }) => {
            onDone?.();
            const takeBack = () =>
              before === null ? forget.mutate(known) : judge.mutate({ sender: known, verdict: before });
            showToast({ text: t(`done.${verdict}`, { sender: known }), action: undo(takeBack) });
          },
        },
      ),
    forget: ({ sender, verdict }: SenderRule) =>
      forget.mutate(sender, {
        onSuccess: () =>
          showToast({
            text: t("done.forgotten", { sender }),
            action: undo(() => judge.mutate({ sender, verdict })),
          }),
      }),
  };
}
