import type { MenuEntry } from "@carbyne/ui";
import { Forward, Reply, ReplyAll } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ConversationRow } from "../types.ts";
import { useReply } from "./use-reply.ts";

/** The ways to answer, for a menu on one conversation; several cannot be answered at once. */
export function useReplyEntries(): (rows: readonly ConversationRow[]) => MenuEntry[] {
  const t = useTranslations("mail.act");
  const reply = useReply();
  return useCallback(
    ([row, ...others]) => {
      if (!row || others.length > 0) return [];
      const answer = (mode: Parameters<typeof reply>[1]) => () => void reply(row.id, mode);
      return [
        { label: t("reply"), icon: <Reply aria-hidden="true" />, keys: "r", onSelect: answer("reply") },
        { label: t("replyAll"), icon: <ReplyAll aria-hidden="true" />, keys: "a", onSelect: answer("reply-all") },
        { label: t("forward"), icon: <Forward aria-hidden="true" />, keys: "f", onSelect: answer("forward") },
        "separator",
      ];
    },
    [t, reply],
  );
}
