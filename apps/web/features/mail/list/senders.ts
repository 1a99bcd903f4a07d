import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ConversationRow } from "../types.ts";

/** Who takes part, as a row says it: `Ana, Ben, me`, or whom something is for: `To: Ana`. One person by full name, several by their first. */
export function useSenders(): (row: ConversationRow) => string {
  const t = useTranslations("list");
  return useCallback(
    (row) => {
      const { people, to } = row;
      const full = (person: ConversationRow["people"][number]) =>
        person.isMe ? t("me") : person.name.trim() || person.address;
      // Of what one writes oneself, the others are the ones that tell it apart.
      const named = (person: { name: string; address: string }) => person.name.trim() || person.address;
      if (to.length > 0)
        return t("to", {
          people: to.map((person) => (to.length === 1 ? named(person) : firstName(named(person)))).join(", "),
        });
      const [first] = people;
      if (first === undefined) return row.hasDraft ? t("draft") : t("noSender");
      if (people.length === 1) return full(first);
      const isOtherAndMe = people.length === 2 && people.some((person) => person.isMe);
      return people.map((person) => (isOtherAndMe ? full(person) : firstName(full(person)))).join(", ");
    },
    [t],
  );
}

/** The part of a name that a list of several has room for. Addresses and names without a space stay whole. */
function firstName(name: string): string {
  const [first = name] = name.includes(",") ? [name] : name.split(/\s+/u);
  return first.length > 1 ? first : name;
}
