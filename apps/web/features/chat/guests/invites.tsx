import { Button, ErrorState, IconButton, Menu, showToast, Skeleton } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Copy, Ellipsis, LinkIcon, Mail, Unlink, UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../../client/dates.ts";
import { useWords } from "../../../client/words.ts";
import { useSettings } from "../../settings/api.ts";
import type { RoomLine } from "../api.ts";
import { ConfirmDialog } from "../dialogs/confirm-dialog.tsx";
import { SecretDialog } from "../dialogs/secret-dialog.tsx";
import { type Invite, inviteAddress, invitesQuery, useInviteVerbs } from "./api.ts";
import { InviteDialog } from "./invite-dialog.tsx";

/** The ways into a room for people without an account, for those who keep order in it; nothing where nobody may be invited. */
export function Invites({ line }: { line: RoomLine }) {
  const { mayInviteGuests } = useSettings().settings;
  const { room, role } = line;
  if (!mayInviteGuests || role === "member" || room.kind === "direct" || room.isArchived) return null;
  return <InviteList line={line} />;
}

function InviteList({ line }: { line: RoomLine }) {
  const t = useTranslations("chat.guests");
  const words = useWords();
  const { data, error, refetch } = useQuery(invitesQuery(line));
  const { revoke } = useInviteVerbs();
  const [isInviting, setIsInviting] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [revoked, setRevoked] = useState<Invite | null>(null);
  const nameOf = (invite: Invite) => invite.address ?? t("byLink");
  return (
    <section aria-labelledby="chat-invites" className="mt-3 border-t pt-3">
      <h3 id="chat-invites" className="px-2 pb-1 text-12 font-semibold text-muted">
        {t("heading")}
      </h3>
      {error && !data ? (
        <ErrorState {...words(error)} retryLabel={t("retry")} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton className="mx-2 h-9 animate-late" />
      ) : data.length === 0 ? (
        <p className="px-2 text-13 text-muted">{t("none")}</p>
      ) : (
        <ul aria-label={t("heading")}>
          {data.map((invite) => (
            <InviteLine key={invite.id} invite={invite} name={nameOf(invite)} onRevoke={() => setRevoked(invite)} />
          ))}
        </ul>
      )}
      <Button className="mt-2 w-full justify-center" onClick={() => setIsInviting(true)}>
        <UserRoundPlus aria-hidden="true" />
        {t("invite")}
      </Button>
      {isInviting ? <InviteDialog roomId={line.room.id} onClose={() => setIsInviting(false)} onMade={setMade} /> : null}
      {made === null ? null : (
        <SecretDialog
          title={t("madeTitle")}
          hint={t("madeHint")}
          label={t("addressOf")}
          value={inviteAddress(made)}
          onClose={() => setMade(null)}
        />
      )}
      {revoked === null ? null : (
        <ConfirmDialog
          title={t("revokeTitle")}
          hint={t("revokeHint", { name: nameOf(revoked) })}
          verb={t("revoke")}
          run={() => revoke.mutateAsync(revoked.id)}
          onClose={() => setRevoked(null)}
        />
      )}
    </section>
  );
}

function InviteLine({ invite, name, onRevoke }: { invite: Invite; name: string; onRevoke: () => void }) {
  const t = useTranslations("chat.guests");
  const dates = useDates();
  const { token, address, mostUses, uses, expiresAt } = invite;
  const facts = [
    address !== null
      ? t(uses > 0 ? "came" : "notCome")
      : mostUses === null
        ? t("uses", { count: uses })
        : t("usesOf", { count: uses, most: mostUses }),
    t(invite.withHistory ? "history" : "noHistory"),
    t(invite.mayUpload ? "uploads" : "noUploads"),
    expiresAt === null ? t("endless") : t("until", { date: dates.brief(expiresAt) }),
  ];
  const copy = (text: string) =>
    void navigator.clipboard.writeText(inviteAddress(text)).then(
      () => showToast({ text: t("copied") }),
      () => showToast({ text: inviteAddress(text) }),
    );
  return (
    <li className="flex items-center gap-3 rounded-1 px-2 py-1.5 hover:bg-hover">
      <span className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-muted [&_svg]:size-4">
        {address === null ? <LinkIcon aria-hidden="true" /> : <Mail aria-hidden="true" />}
      </span>
      <span className="min-w-0 flex-1">
        <span dir="auto" className="block truncate text-13 font-medium">
          {name}
        </span>
        <span className="block text-12 text-muted">{facts.join(" · ")}</span>
      </span>
      <Menu
        trigger={
          <IconButton size="small" label={t("moreOf", { name })} className="max-md:size-11!">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
        align="end"
        entries={[
          ...(token === null
            ? []
            : [{ label: t("copy"), icon: <Copy aria-hidden="true" />, onSelect: () => copy(token) }]),
          { label: t("revoke"), icon: <Unlink aria-hidden="true" />, isDanger: true, onSelect: onRevoke },
        ]}
      />
    </li>
  );
}
