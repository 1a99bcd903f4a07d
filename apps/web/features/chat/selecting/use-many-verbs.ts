import { showToast } from "@carbyne/ui";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { bookmarksKey, chatServer, type Message } from "../api.ts";
import { plainLine } from "../room/plain-line.ts";

export interface ManyVerbs {
  copy: (messages: readonly Message[], done: () => void) => void;
  save: (messages: readonly Message[], done: () => void) => void;
}

/** What is done with several messages at once. */
export function useManyVerbs(nameOf: (id: string | null) => string | null): ManyVerbs {
  const t = useTranslations("chat.selecting");
  const tMessage = useTranslations("chat.message");
  const words = useWords();
  const dates = useDates();
  const queryClient = useQueryClient();
  return useMemo((): ManyVerbs => {
    const fail = (error: unknown) => void showToast({ text: words(error).text });
    const lineOf = (message: Message) => {
      const text = plainLine(message.text, nameOf, tMessage("everybody"));
      const said = [text, ...message.attachments.map((file) => file.name)].filter((one) => one !== "").join("\n");
      const name = nameOf(message.authorId) ?? tMessage("somebody");
      return `${t("copied.line", { name, time: dates.full(message.at) })}\n${said}`;
    };
    const drop = async (ids: readonly string[]) => {
      await Promise.all(ids.map((id) => chatServer.removeBookmark(id)));
      await queryClient.invalidateQueries({ queryKey: bookmarksKey });
    };
    return {
      copy(messages, done) {
        const text = messages.map(lineOf).join("\n\n");
        void navigator.clipboard.writeText(text).then(() => {
          showToast({ text: t("copied.done", { count: messages.length }) });
          done();
        }, fail);
      },
      save(messages, done) {
        const ids = messages.map((message) => message.id);
        const undo = { label: t("undo"), run: () => void drop(ids).catch(fail) };
        void Promise.all(ids.map((messageId) => chatServer.saveBookmark({ messageId }))).then(() => {
          showToast({ text: t("saved", { count: ids.length }), action: undo });
          void queryClient.invalidateQueries({ queryKey: bookmarksKey });
          done();
        }, fail);
      },
    };
  }, [nameOf, t, tMessage, words, dates, queryClient]);
}
