import { Button, Dialog, hideToast, type MenuEntry, showToast } from "@carbyne/ui";
import { useQueries } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../../../client/words.ts";
import { listsServer } from "../../api.ts";
import type { FoundList, Person } from "../../types.ts";
import { looksLikeAddress } from "../parse-addresses.ts";
import { putBack, withList } from "./with-list.ts";

export interface ListsInput {
  people: readonly Person[];
  onChange: (people: Person[]) => void;
}

/** Asked for together; the addresses of one question fit into a line of HTTP. */
const atOnce = 50;
/** So many addresses are not written out without a question. */
const askedFrom = 50;

/** Which of some people are lists, and what puts the members of one in its place: at once, with Undo, or after a question when they are many. */
export function useLists({ people, onChange }: ListsInput) {
  const t = useTranslations("recipients.list");
  const words = useWords();
  const [asked, setAsked] = useState<FoundList | null>(null);
  const latest = useRef({ people, onChange });
  useEffect(() => {
    latest.current = { people, onChange };
  });
  const undoable = useRef<number | null>(null);
  // What was sent or put away meanwhile is not to be written into any more.
  useEffect(
    () => () => {
      if (undoable.current !== null) hideToast(undoable.current);
    },
    [],
  );
  const addresses = people.map(({ address }) => address.toLowerCase()).filter(looksLikeAddress);
  const questions = Array.from({ length: Math.ceil(addresses.length / atOnce) }, (_, at) =>
    addresses.slice(at * atOnce, (at + 1) * atOnce),
  );
  const lists = useQueries({
    queries: questions.map((some) => ({
      queryKey: ["lists", some],
      queryFn: () => listsServer.find({ addresses: some }),
      staleTime: 60_000,
      placeholderData: (before: FoundList[] | undefined) => before,
    })),
    combine: (answers) => new Map(answers.flatMap(({ data = [] }) => data.map((list) => [list.address, list]))),
  });
  const listOf = (person: Person) => lists.get(person.address.toLowerCase());

  const replace = async (list: FoundList) => {
    setAsked(null);
    try {
      const members = await listsServer.expand({ id: list.id });
      const { people: before, onChange: change } = latest.current;
      const { people: after, added } = withList(before, { list: list.address, members });
      const gone = before.find((person) => person.address.toLowerCase() === list.address);
      if (!gone) return;
      change(after);
      const toast: number = showToast({
        text: t("expanded", { list: list.name, count: members.length }),
        action: {
          label: t("undo"),
          run: () => {
            hideToast(toast);
            latest.current.onChange(putBack(latest.current.people, { list: gone, added }));
          },
        },
      });
      undoable.current = toast;
    } catch (failure) {
      showToast({ text: words(failure).text });
    }
  };
  const expand = (list: FoundList) => {
    if ((list.people ?? 0) > askedFrom) setAsked(list);
    else void replace(list);
  };

  /** What the chip of a person needs to know; nothing where that is no list. */
  const chipOf = (person: Person) => {
    const list = listOf(person);
    if (!list) return undefined;
    const canExpand = list.people !== null && list.people > 0;
    const label = t("expand", { count: list.people ?? 0 });
    return { expand: canExpand ? { label, onExpand: () => expand(list) } : null };
  };
  const entriesOf = (person: Person): MenuEntry[] => {
    const act = chipOf(person)?.expand;
    return act ? [{ label: act.label, keys: "+", onSelect: () => setTimeout(act.onExpand) }] : [];
  };

  const dialog = asked ? (
    <Dialog
      isOpen
      onClose={() => setAsked(null)}
      title={t("askTitle", { list: asked.name })}
      description={t("askText", { count: asked.people ?? 0 })}
      closeLabel={t("close")}
      actions={
        <>
          <Button onClick={() => setAsked(null)}>{t("keep")}</Button>
          <Button look="primary" onClick={() => void replace(asked)}>
            {t("expand", { count: asked.people ?? 0 })}
          </Button>
        </>
      }
    />
  ) : null;

  return { chipOf, entriesOf, dialog };
}
