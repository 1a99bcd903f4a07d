import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { server } from "../../../client/server.ts";
import { useWords } from "../../../client/words.ts";

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
