import { ChevronDown } from "lucide-react";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import type { MessageView, Person } from "../types.ts";
import { usePeopleWords } from "./people-words.ts";

/** Who a message went to: one line, which unfolds to everything that the header says. */
export function Recipients({ message }: { message: MessageView }) {
  const t = useTranslations("reading");
  const people = usePeopleWords();
  const [isOpen, setIsOpen] = useState(false);
  const all = [...message.to, ...message.cc, ...message.bcc];
  return (
    <div className="min-w-0 text-12 text-muted">
      <button
        type="button"
        aria-expanded={isOpen}
        title={isOpen ? t("hideRecipients") : t("showRecipients")}
        onClick={() => setIsOpen(!isOpen)}
        className="flex max-w-full items-center gap-1 rounded-[4px] text-start text-13 hover:text-text"
      >
        <span className="truncate">{all.length === 0 ? t("toNobody") : t("to", { people: people.list(all) })}</span>
        <ChevronDown
          size={14}
          aria-hidden="true"
          className={clsx("shrink-0 transition-transform", isOpen && "rotate-180")}
        />
      </button>
      {isOpen ? <Details message={message} /> : null}
    </div>
  );
}

function Details({ message }: { message: MessageView }) {
  const t = useTranslations("reading.field");
  const dates = useDates();
  const full = (person: Person) => (person.name.trim() === "" ? person.address : `${person.name} <${person.address}>`);
  const lines: [string, readonly string[]][] = [
    [t("from"), message.from ? [full(message.from)] : []],
    [t("to"), message.to.map(full)],
    [t("cc"), message.cc.map(full)],
    [t("bcc"), message.bcc.map(full)],
    [t("replyTo"), message.replyTo.map(full)],
    [t("date"), [dates.full(message.date)]],
    [t("checked"), message.verdictDetail === "" ? [] : [message.verdictDetail]],
  ];
  return (
    <dl className="mt-2 grid max-md:-ms-11 max-md:w-[calc(100vw-32px)] grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-1 bg-sunken p-3 select-text">
      {lines
        .filter(([, values]) => values.length > 0)
        .map(([label, values]) => (
          <div key={label} className="contents">
            <dt className="text-faint">{label}</dt>
            <dd className="max-h-40 overflow-auto wrap-anywhere text-text">
              {values.map((value, at) => (
                <div key={at}>{value}</div>
              ))}
            </dd>
          </div>
        ))}
    </dl>
  );
}
