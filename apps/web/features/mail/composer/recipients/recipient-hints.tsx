import { Button } from "@carbyne/ui";
import { Globe, UsersRound } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { Person } from "../../types.ts";
import { looksLikeAddress } from "../parse-addresses.ts";

const manyPeople = 15;
const mostNamed = 3;

export interface RecipientHintsProps {
  to: readonly Person[];
  cc: readonly Person[];
  bcc: readonly Person[];
  /** The writer's own addresses. */
  own: readonly string[];
  onHide: () => void;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}

/** Those outside, where the message goes to people inside as well: then it is easy to say too much. */
export function outsiders(people: readonly Person[], own: readonly string[]): Person[] {
  const domains = new Set(own.map(domainOf));
  const self = new Set(own.map((address) => address.toLowerCase()));
  const others = people.filter(({ address }) => looksLikeAddress(address) && !self.has(address.toLowerCase()));
  const outside = others.filter(({ address }) => !domains.has(domainOf(address)));
  return outside.length < others.length ? outside : [];
}

/** What one should know of the recipients before sending. */
export function RecipientHints({ to, cc, bcc, own, onHide }: RecipientHintsProps) {
  const t = useTranslations("recipients.hint");
  const format = useFormatter();
  const outside = outsiders([...to, ...cc, ...bcc], own);
  const visible = to.length + cc.length;
  const named = outside.slice(0, mostNamed).map(({ name, address }) => name || address);
  const rest = outside.length - named.length;
  if (outside.length === 0 && visible <= manyPeople) return null;
  return (
    <div role="status" className="flex shrink-0 flex-col border-b px-4 py-1 text-13 text-muted">
      {outside.length > 0 ? (
        <p className="flex items-center gap-2 py-0.5">
          <Globe size={16} aria-hidden="true" className="shrink-0 text-warning" />
          <span className="min-w-0 truncate">
            {t("outside", { people: format.list(rest > 0 ? [...named, t("others", { count: rest })] : named) })}
          </span>
        </p>
      ) : null}
      {visible > manyPeople ? (
        <p className="flex items-center gap-2 py-0.5 max-md:flex-wrap">
          <UsersRound size={16} aria-hidden="true" className="shrink-0" />
          <span className="min-w-0 flex-1">{t("many", { count: visible })}</span>
          <Button look="ink" onClick={onHide}>
            {t("hide")}
          </Button>
        </p>
      ) : null}
    </div>
  );
}
