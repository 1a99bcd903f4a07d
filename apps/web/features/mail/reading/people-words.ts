import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useMe } from "../../session/me.ts";
import type { Person } from "../types.ts";

export interface PeopleWords {
  isMe: (person: Person) => boolean;
  name: (person: Person) => string;
  /** `you and Jonas Brandt`, of many the first few. */
  list: (people: readonly Person[]) => string;
}

const mostNamed = 3;

/** People in words, oneself as "you". */
export function usePeopleWords(): PeopleWords {
  const t = useTranslations("reading");
  const { account, addresses } = useMe();
  return useMemo(() => {
    const own = new Set([account.address, ...addresses].map((address) => address.toLowerCase()));
    const isMe = (person: Person) => own.has(person.address.toLowerCase());
    const name = (person: Person) => person.name.trim() || person.address;
    const list = (people: readonly Person[]) => {
      const me = people.find(isMe);
      const names = people.filter((person) => !isMe(person)).map(name);
      if (me) names.unshift(t("you"));
      const first = names.slice(0, mostNamed);
      if (names.length > mostNamed) return t("others", { people: first.join(", "), count: names.length - mostNamed });
      const last = first.pop() ?? "";
      return first.length === 0 ? last : t("and", { first: first.join(", "), last });
    };
    return { isMe, name, list };
  }, [t, account.address, addresses]);
}
