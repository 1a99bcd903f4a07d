import { Avatar, Button, showToast } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useDates } from "../../client/dates.ts";
import { lazyLayer } from "../../client/lazy-layer.tsx";
import { type Offer, useShareVerbs } from "./api.ts";

const DeclineDialog = lazyLayer(() => import("./decline-dialog.tsx").then((module) => module.DeclineDialog), {
  cancel: ({ onClose }) => onClose(),
});

const LookDialog = lazyLayer(() => import("./look-dialog.tsx").then((module) => module.LookDialog), {
  cancel: ({ onClose }) => onClose(),
});

/** What somebody shares with one, with the answers that can be given. */
export function OfferCard({ offer }: { offer: Offer }) {
  const t = useTranslations("sharing");
  const dates = useDates();
  const { accept } = useShareVerbs();
  const [asked, setAsked] = useState<"accept" | "decline" | "look" | null>(null);
  const owner = offer.owner.name || offer.owner.address;
  const called = offer.ownName ?? offer.object.name ?? owner;
  const what =
    offer.object.name === null
      ? t("offersMailbox", { name: owner })
      : t("offersFolder", { name: owner, folder: offer.object.name });
  const details = [
    t(`roleName.${offer.role ?? "none"}`),
    offer.canSendAs ? t("sendsName.as") : offer.canSendOnBehalf ? t("sendsName.on-behalf") : "",
    offer.expiresAt ? t("until", { date: dates.brief(offer.expiresAt) }) : "",
    offer.byName ? t("by", { name: offer.byName }) : "",
    offer.isForEverybody ? t("forEverybody") : "",
  ].filter(Boolean);
  const take = () =>
    accept.mutate({ id: offer.id }, { onSuccess: () => showToast({ text: t("accepted", { name: called }) }) });
  return (
    <section aria-label={what} className="rounded-2 border bg-surface p-4">
      <div className="flex items-start gap-3">
        <Avatar name={offer.owner.name} address={offer.owner.address} />
        <div className="min-w-0 flex-1">
          <p className="text-14 font-medium">{what}</p>
          <p className="mt-0.5 text-13 text-muted">{details.join(" · ")}</p>
          {offer.note ? (
            <p dir="auto" className="mt-2 text-13 whitespace-pre-line">
              {offer.note}
            </p>
          ) : null}
          {offer.state === "accepted" ? (
            <p className="mt-2 text-13 text-muted">{t("acceptedAs", { name: called })}</p>
          ) : offer.state === "declined" ? (
            <p className="mt-2 text-13 text-muted">{t("declinedBefore")}</p>
          ) : null}
          <div className="mt-3 flex flex-wrap gap-2">
            {offer.state === "accepted" ? (
              <>
                <Button onClick={() => setAsked("look")}>{t("rename")}</Button>
                <Button onClick={() => setAsked("decline")}>{t("leave")}</Button>
              </>
            ) : (
              <>
                <Button look="primary" isBusy={accept.isPending} onClick={take}>
                  {t("accept")}
                </Button>
                <Button onClick={() => setAsked("accept")}>{t("acceptAs")}</Button>
                {offer.state === "pending" ? <Button onClick={() => setAsked("decline")}>{t("decline")}</Button> : null}
              </>
            )}
          </div>
        </div>
      </div>
      {asked === "decline" ? <DeclineDialog offer={offer} name={called} onClose={() => setAsked(null)} /> : null}
      {asked === "look" || asked === "accept" ? (
        <LookDialog offer={offer} name={called} isAnswer={asked === "accept"} onClose={() => setAsked(null)} />
      ) : null}
    </section>
  );
}
