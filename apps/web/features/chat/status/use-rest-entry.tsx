import { type MenuEntry, showToast } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing, MinusCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useWords } from "../../../client/words.ts";
import { chatServer, ownStatusKey, ownStatusQuery } from "../api.ts";
import { endOf, spans } from "./times.ts";

/** Switches do not disturb on for a time, or off. */
export function useRestEntry(): MenuEntry {
  const t = useTranslations("chat.status.rest");
  const words = useWords();
  const queryClient = useQueryClient();
  const { data } = useQuery(ownStatusQuery);
  const set = (isResting: boolean, until: string | null) =>
    void chatServer.setRest({ isResting, until }).then(
      () => queryClient.invalidateQueries({ queryKey: ownStatusKey }),
      (error: unknown) => void showToast({ text: words(error).text }),
    );
  if (data?.isResting)
    return { label: t("off"), icon: <BellRing aria-hidden="true" />, onSelect: () => set(false, null) };
  return {
    label: t("title"),
    icon: <MinusCircle aria-hidden="true" />,
    entries: [
      ...spans.map((span) => ({ label: t(`for.${span}`), onSelect: () => set(true, endOf(span, new Date())) })),
      { label: t("for.ever"), onSelect: () => set(true, null) },
    ],
  };
}
