import type { MenuEntry } from "@carbyne/ui";
import { Forward, Paperclip, Reply, ReplyAll } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { useKeymap } from "../../../client/keys/keymap-store.ts";
import type { ConversationRow } from "../types.ts";
import { useForwardAttached, useReply } from "./use-reply.ts";

/** The most messages that go into one as files. */
const mostAttached = 50;

/** The ways to answer, for a menu on one conversation; several cannot be answered at once, but passed on. */
export function useReplyEntries(): (rows: readonly ConversationRow[]) => MenuEntry[] {
  const t = useTranslations("mail.act");
  const tWrite = useTranslations("writing.verbs");
  const reply = useReply();
  const keymap = useKeymap();
  const forwardAttached = useForwardAttached();
  return useCallback(
    (rows) => {
      const [row, ...others] = rows;
      const attached: MenuEntry = {
        label: tWrite("forwardAttached"),
        icon: <Paperclip aria-hidden="true" />,
        isDisabled: rows.length > mostAttached,
        onSelect: () => void forwardAttached(rows.map((one) => one.id)),
      };
      if (!row) return [];
      if (others.length > 0) return [attached, "separator"];
      const answer = (mode: Parameters<typeof reply>[1]) => () => void reply(row.id, mode);
      return [
        {
          label: t("reply"),
          icon: <Reply aria-hidden="true" />,
          keys: keymap["mail.reply"][0],
          onSelect: answer("reply"),
        },
        {
          label: t("replyAll"),
          icon: <ReplyAll aria-hidden="true" />,
          keys: keymap["mail.replyAll"][0],
          onSelect: answer("reply-all"),
        },
        {
          label: t("forward"),
          icon: <Forward aria-hidden="true" />,
          keys: keymap["mail.forward"][0],
          onSelect: answer("forward"),
        },
        attached,
        "separator",
      ];
    },
    [t, tWrite, reply, forwardAttached, keymap],
  );
}
