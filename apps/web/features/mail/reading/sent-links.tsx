import { Button, showToast } from "@carbyne/ui";
import { LinkIcon, Unlink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import { useLinksIn, useLinkVerbs } from "../../links/own/api.ts";
import type { MessageView } from "../types.ts";
import { Notice } from "./notice.tsx";
import { usePeopleWords } from "./people-words.ts";

/** The files that a message of one's own links to: until when, how often they were fetched, and an end of that. */
export function SentLinks({ message: { id, from, draftId } }: { message: MessageView }) {
  const t = useTranslations("message.links");
  const dates = useDates();
  const { isMe } = usePeopleWords();
  const { data = [] } = useLinksIn(id, { isWanted: from !== null && isMe(from) && draftId === null });
  const { revoke, restore } = useLinkVerbs();
  const take = (linkId: string) =>
    revoke.mutate(linkId, {
      onSuccess: () => showToast({ text: t("taken"), action: { label: t("undo"), run: () => restore.mutate(linkId) } }),
    });
  return data.map((link) => (
    <div key={link.id}>
      <Notice
        icon={link.isOpen ? <LinkIcon aria-hidden="true" /> : <Unlink aria-hidden="true" />}
        action={
          link.isOpen ? (
            <Button onClick={() => take(link.id)} aria-label={t("takeOf", { name: link.name })}>
              {t("take")}
            </Button>
          ) : null
        }
      >
        {[
          t(!link.isOpen ? "closed" : link.expiresAt === null ? "open" : "openUntil", {
            name: link.name,
            date: link.expiresAt === null ? "" : dates.brief(link.expiresAt),
          }),
          link.downloads > 0 ? t("downloads", { count: link.downloads }) : "",
        ]
          .filter(Boolean)
          .join(" · ")}
      </Notice>
      {link.isOpen && link.recipients.length > 0 ? (
        <ul aria-label={t("recipients", { name: link.name })} className="mt-1 ps-10 text-13 text-muted">
          {link.recipients.map((one) => (
            <li key={one.id} className="flex min-h-8 items-center gap-2 max-md:min-h-11">
              <span className="min-w-0 flex-1 truncate">
                <bdi>{one.address}</bdi>
                {` · ${one.isOpen ? t("downloads", { count: one.downloads }) : t("takenBack")}`}
              </span>
              {one.isOpen ? (
                <Button look="ink" onClick={() => take(one.id)} aria-label={t("takeFrom", { address: one.address })}>
                  {t("take")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  ));
}
