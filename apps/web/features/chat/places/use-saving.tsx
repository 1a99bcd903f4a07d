import { type MenuEntry, showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { AlarmClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { bookmarksKey, chatServer } from "../api.ts";
import { remindTimes } from "./remind-times.ts";

type Change = Parameters<typeof chatServer.saveBookmark>[0];

export interface Saving {
  /** Tells what failed. */
  save: (change: Change) => void;
  /** Throws what it was refused with. */
  write: (change: Change) => Promise<void>;
  /** Saves a message, which can be taken back. */
  keep: (messageId: string) => void;
  /** Saves it no longer, which can be taken back with what was known of it. */
  remove: (messageId: string, before: Omit<Change, "messageId">, done: string) => void;
  remindEntry: (messageId: string) => MenuEntry;
}

/** Saves messages for later, and has one be reminded of them. */
export function useSaving(): Saving {
  const t = useTranslations("chat.places");
  const words = useWords();
  const dates = useDates();
  const queryClient = useQueryClient();
  return useMemo((): Saving => {
    const write = async (change: Change) => {
      await chatServer.saveBookmark(change);
      void queryClient.invalidateQueries({ queryKey: bookmarksKey });
    };
    const fail = (error: unknown) => void showToast({ text: words(error).text });
    const remove = (messageId: string, before: Omit<Change, "messageId">, done: string) => {
      const restore = () => void write({ messageId, ...before }).catch(fail);
      void chatServer.removeBookmark(messageId).then(() => {
        showToast({ text: done, action: { label: t("undo"), run: restore } });
        void queryClient.invalidateQueries({ queryKey: bookmarksKey });
      }, fail);
    };
    const remindEntry = (messageId: string): MenuEntry => ({
      label: t("remind"),
      icon: <AlarmClock aria-hidden="true" />,
      entries: remindTimes(new Date()).map(({ name, at }) => ({
        label: t(`remindIn.${name}`),
        onSelect: () => {
          const remindAt = at.toISOString();
          const told = () => void showToast({ text: t("remindsAt", { time: dates.full(remindAt) }) });
          void write({ messageId, remindAt }).then(told, fail);
        },
      })),
    });
    const keep = (messageId: string) => {
      const undo = () => remove(messageId, {}, t("removed"));
      const told = () => void showToast({ text: t("kept"), action: { label: t("undo"), run: undo } });
      void write({ messageId }).then(told, fail);
    };
    return { write, keep, save: (change) => void write(change).catch(fail), remove, remindEntry };
  }, [t, words, dates, queryClient]);
}
