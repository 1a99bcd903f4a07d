import { Avatar, Button } from "@carbyne/ui";
import { Download, PenLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { compose } from "../compose.ts";
import type { MessageView } from "../types.ts";

type Contacts = Extract<MessageView["cards"][number], { kind: "contacts" }>["contacts"];

/** So many people are shown; the file has them all. */
const mostShown = 5;

/** People that a message brings. */
export function ContactCards(props: { contacts: Contacts; fileUrl: string; most?: number }) {
  const { contacts, fileUrl, most = mostShown } = props;
  const t = useTranslations("message.contacts");
  const rest = contacts.length - most;
  return (
    <section aria-label={t("label", { count: contacts.length })} className="mt-4 rounded-2 border bg-surface">
      <ul>
        {contacts.slice(0, most).map((contact, at) => (
          <li key={at} className="flex items-center gap-3 border-b px-4 py-3">
            <Avatar name={contact.name} address={contact.emails[0] ?? ""} />
            <div className="min-w-0 flex-1">
              <p dir="auto" className="truncate text-14 font-medium">
                {contact.name}
              </p>
              <p className="text-13 text-muted wrap-anywhere">
                {[contact.title, contact.organization === contact.name ? "" : contact.organization]
                  .filter(Boolean)
                  .join(", ")}
              </p>
              <p className="text-13 text-muted wrap-anywhere">{[...contact.emails, ...contact.phones].join(" · ")}</p>
            </div>
            {contact.emails[0] ? (
              <Button
                look="quiet"
                aria-label={t("write", { person: contact.name })}
                onClick={() => compose({ kind: "new", to: [{ name: contact.name, address: contact.emails[0] ?? "" }] })}
              >
                <PenLine aria-hidden="true" />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <footer className="flex items-center gap-3 px-4 py-2 text-13 text-muted">
        <span className="flex-1">{rest > 0 ? t("more", { count: rest }) : null}</span>
        <Button look="quiet" asChild>
          <a href={fileUrl} download>
            <Download aria-hidden="true" />
            {t("download")}
          </a>
        </Button>
      </footer>
    </section>
  );
}
