import { Avatar, Badge, IconButton, Menu, type MenuEntry, showToast, type Tone } from "@carbyne/ui";
import { Ellipsis, PenLine, Send, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../client/dates.ts";
import { type GivenShare, useShareVerbs } from "./api.ts";

const tones = { pending: "warning", accepted: "success", declined: "neutral" } as const satisfies Record<
  GivenShare["state"],
  Tone
>;

/** A share that was given: with whom, as what, and what they answered. Taking it back can be undone. */
export function GivenRow({
  share,
  isAbove = false,
  onEdit,
}: {
  share: GivenShare;
  /** Given on a folder above what is looked at, and changed there. */
  isAbove?: boolean;
  onEdit: (share: GivenShare) => void;
}) {
  const t = useTranslations("sharing");
  const dates = useDates();
  const verbs = useShareVerbs();
  const subject = share.person ?? share.list;
  const name = subject ? subject.name || subject.address : t("everybody", { domain: share.domain ?? "" });
  const remove = () =>
    verbs.revoke.mutate(
      { id: share.id },
      {
        onSuccess: () =>
          showToast({
            text: t("removed", { name }),
            action: { label: t("undo"), run: () => verbs.restore.mutate(share.id) },
          }),
      },
    );
  const resend = () => verbs.resend.mutate(share.id, { onSuccess: () => showToast({ text: t("resent", { name }) }) });
  const entries: MenuEntry[] = [
    { label: t("change"), icon: <PenLine aria-hidden="true" />, onSelect: () => onEdit(share) },
    ...(share.person && share.state !== "accepted"
      ? [{ label: t("resend"), icon: <Send aria-hidden="true" />, onSelect: resend }]
      : []),
    "separator",
    { label: t("remove"), icon: <Trash2 aria-hidden="true" />, isDanger: true, onSelect: remove },
  ];
  const details = [
    share.object.kind === "node" ? t(`nodeRoleName.${share.role ?? "read"}`) : t(`roleName.${share.role ?? "none"}`),
    share.list ? t("listOf", { count: share.acceptedCount }) : "",
    isAbove ? t("through", { name: share.object.name }) : "",
    share.canSendAs ? t("sendsName.as") : share.canSendOnBehalf ? t("sendsName.on-behalf") : "",
    share.expiresAt ? t("until", { date: dates.brief(share.expiresAt) }) : "",
    share.byName ? t("by", { name: share.byName }) : "",
  ].filter(Boolean);
  return (
    <li className="flex items-center gap-3 border-b px-4 py-2.5 last:border-b-0">
      {share.person ? (
        <Avatar name={share.person.name} address={share.person.address} />
      ) : (
        <span className="grid size-8 place-items-center rounded-full bg-sunken text-muted">
          <Users size={16} aria-hidden="true" />
        </span>
      )}
      <div className="min-w-0 flex-1">
        <p className="truncate text-14 font-medium">{name}</p>
        <p className="truncate text-13 text-muted">{details.join(" · ")}</p>
      </div>
      {share.list || (share.object.kind === "node" && share.state === "accepted") ? null : (
        <span className="text-13 text-muted max-md:sr-only">
          <Badge text={t(`state.${share.state}`)} tone={tones[share.state]} />
        </span>
      )}
      {share.canChange && !isAbove ? (
        <Menu
          trigger={
            <IconButton label={t("menu", { name })} size="small">
              <Ellipsis aria-hidden="true" />
            </IconButton>
          }
          align="end"
          entries={entries}
        />
      ) : null}
    </li>
  );
}
