import { Avatar, Button, showToast } from "@carbyne/ui";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Check, ChartNoAxesColumn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { chatServer, type Message, myVotesQuery } from "../api.ts";

export interface PollCardProps {
  message: Message;
  me: string;
  nameOf: (id: string | null) => string | null;
  /** Who asked may close it, and who keeps order. */
  mayClose: boolean;
}

interface Poll {
  options: readonly string[];
  isMultiple: boolean;
  isAnonymous: boolean;
  closesAt: string | null;
  closedAt: string | null;
}

/** A question with the answers that can be chosen, and how many chose each. */
export function PollCard({ message, me, nameOf, mayClose }: PollCardProps) {
  const t = useTranslations("chat.poll");
  const dates = useDates();
  const words = useWords();
  const queryClient = useQueryClient();
  const poll = message.detail as unknown as Poll;
  const countOf = (option: number) => message.votes.find((vote) => vote.option === option);
  // Of an anonymous poll nobody is told who chose what: what one chose oneself is asked for.
  const mine = useQuery({ ...myVotesQuery(message.id), enabled: poll.isAnonymous });
  const [chosenNow, setChosenNow] = useState<readonly number[] | null>(null);
  const known = poll.isAnonymous
    ? (mine.data?.options ?? [])
    : message.votes.filter((vote) => vote.by.includes(me)).map((vote) => vote.option);
  const chosen = chosenNow ?? known;
  const isClosed = poll.closedAt !== null || (poll.closesAt !== null && Date.parse(poll.closesAt) <= Date.now());
  const all = Math.max(message.voters, 1);
  const choose = (option: number) => {
    const has = chosen.includes(option);
    const next = has ? chosen.filter((one) => one !== option) : poll.isMultiple ? [...chosen, option] : [option];
    setChosenNow(next);
    void chatServer
      .vote(message.id, next)
      .catch((error: unknown) => showToast({ text: words(error).text }))
      .finally(() => {
        void queryClient.invalidateQueries({ queryKey: myVotesQuery(message.id).queryKey });
        setChosenNow(null);
      });
  };
  const end = isClosed ? t("closed") : poll.closesAt ? t("until", { time: dates.brief(poll.closesAt) }) : null;
  return (
    <div className="mt-0.5 max-w-md rounded-2 border px-3 py-2">
      <p
        dir="auto"
        className="flex items-center gap-2 pb-0.5 font-semibold [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-accent-ink"
      >
        <ChartNoAxesColumn aria-hidden="true" />
        {message.text}
      </p>
      <div role={poll.isMultiple ? "group" : "radiogroup"} aria-label={message.text}>
        {poll.options.map((text, option) => {
          const vote = countOf(option);
          const count = vote?.count ?? 0;
          const isChosen = chosen.includes(option);
          return (
            <button
              key={text}
              type="button"
              role={poll.isMultiple ? "checkbox" : "radio"}
              aria-checked={isChosen}
              disabled={isClosed}
              onClick={() => choose(option)}
              className={clsx(
                "relative mt-1 flex min-h-7 w-full items-center gap-2 overflow-hidden rounded-1 bg-sunken px-2 text-start text-13 max-md:min-h-11",
                isChosen && "font-medium text-accent-ink",
              )}
            >
              <span
                aria-hidden="true"
                style={{ width: `${(count / all) * 100}%` }}
                className={clsx("absolute inset-y-0 start-0", isChosen ? "bg-selection" : "bg-border")}
              />
              <span
                aria-hidden="true"
                className={clsx(
                  "relative grid size-4 shrink-0 place-items-center border border-strong [&_svg]:size-3",
                  poll.isMultiple ? "rounded-1" : "rounded-full",
                  isChosen && "border-accent! bg-accent text-on-accent",
                )}
              >
                {isChosen ? <Check /> : null}
              </span>
              <span dir="auto" className="relative min-w-0 flex-1 truncate">
                {text}
              </span>
              <span className="relative flex items-center gap-0.5">
                {vote?.by.slice(0, 3).map((id) => (
                  <Avatar key={id} name={nameOf(id) ?? "?"} address={id} size={20} />
                ))}
              </span>
              <span className="relative text-12 tabular-nums">{count}</span>
            </button>
          );
        })}
      </div>
      <footer className="flex min-h-8 items-center gap-2 pt-1 text-12 text-muted">
        <span className="flex-1">
          {[t("voters", { count: message.voters }), poll.isAnonymous ? t("anonymous") : null, end]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {mayClose && !isClosed ? (
          <Button
            look="quiet"
            onClick={() =>
              void chatServer.closePoll(message.id).catch((error: unknown) => showToast({ text: words(error).text }))
            }
          >
            {t("close")}
          </Button>
        ) : null}
      </footer>
    </div>
  );
}
