import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type Inputs, server } from "../../../client/server.ts";
import { useWords } from "../../../client/words.ts";
import type { MessageView } from "../types.ts";

const trustedKey = ["trusted-senders"] as const;

/** Whose pictures are shown without asking. */
export function useTrustedSenders() {
  return useQuery({ queryKey: trustedKey, queryFn: () => server.reading.trusted.query() });
}

/** Tells an error in a toast. */
export function useTellError(): (error: unknown) => void {
  const words = useWords();
  return (error) => {
    const { text, hint } = words(error);
    showToast({ text: `${text} ${hint}` });
  };
}

/** Trusts a sender with pictures, or no longer; both can be taken back at once. */
export function useTrust() {
  const t = useTranslations("message.pictures");
  const queryClient = useQueryClient();
  const onError = useTellError();
  const onSuccess = () => {
    void queryClient.invalidateQueries({ queryKey: trustedKey });
    void queryClient.invalidateQueries({ queryKey: ["conversation"] });
  };
  const change = useMutation({
    mutationFn: ({ sender, isTrusted }: { sender: string; isTrusted: boolean }) =>
      isTrusted ? server.reading.trust.mutate({ sender }) : server.reading.distrust.mutate({ sender }),
    onSuccess,
    onError,
  });
  const say = (sender: string, isTrusted: boolean) =>
    change.mutate(
      { sender, isTrusted },
      {
        onSuccess: () =>
          showToast({
            text: t(isTrusted ? "trusted" : "distrusted", { sender }),
            action: { label: t("undo"), run: () => change.mutate({ sender, isTrusted: !isTrusted }) },
          }),
      },
    );
  return { trust: (sender: string) => say(sender, true), distrust: (sender: string) => say(sender, false) };
}

/** A message that is attached to another. */
export function useAttachedMessage(messageId: string, path: string) {
  return useQuery({
    queryKey: ["attached-message", messageId, path],
    queryFn: () => server.reading.attached.query({ messageId, path }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the header of a message says; asked for when somebody wants to see it. */
export function useExplanation(messageId: string, { isWanted }: { isWanted: boolean }) {
  return useQuery({
    queryKey: ["explanation", messageId],
    queryFn: () => server.reading.explain.query({ messageId }),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type ReceiptAnswer = Inputs["reading"]["receipt"]["answer"];

/** Answers a wish for a receipt. */
export function useReceipt(messageId: string) {
  const queryClient = useQueryClient();
  const onError = useTellError();
  const { mutate, isPending } = useMutation({
    mutationFn: (answer: ReceiptAnswer) => server.reading.receipt.mutate({ messageId, answer }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["conversation"] }),
    onError,
  });
  return { answer: mutate, isBusy: isPending };
}

type Leaving = NonNullable<MessageView["leaving"]>;

/** Leaves a mailing list; when the quick way fails, its page is offered. */
export function useLeaveList(messageId: string) {
  const t = useTranslations("message.leave");
  const queryClient = useQueryClient();
  const onError = useTellError();
  const { mutate, isPending } = useMutation({
    mutationFn: (how: Leaving["how"]) => server.reading.leave.mutate({ messageId, how }),
    onError,
  });
  const leave = ({ how, web }: Leaving, done: () => void) =>
    mutate(how, {
      onSuccess: ({ status }) => {
        done();
        void queryClient.invalidateQueries({ queryKey: ["conversation"] });
        if (status === "done") showToast({ text: t(how === "web" ? "opened" : "done") });
        else
          showToast({
            text: t("failed"),
            ...(web
              ? { action: { label: t("open"), run: () => void window.open(web, "_blank", "noopener,noreferrer") } }
              : {}),
          });
      },
    });
  return { leave, isBusy: isPending };
}
