import { Button, EmptyState, ErrorState, Skeleton } from "@carbyne/ui";
import { Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useWords } from "../../client/words.ts";
import { useMe } from "../session/me.ts";
import { type GivenShare, type ShareObject, useGiven, useOffers } from "./api.ts";
import { ChangeShareDialog } from "./change-share-dialog.tsx";
import { GivenRow } from "./given-row.tsx";
import { OfferCard } from "./offer-card.tsx";
import { ShareDialog } from "./share-dialog.tsx";

/** What others share with one, and what one shares. */
export function SharingSection() {
  return (
    <>
      <Offers />
      <Given />
    </>
  );
}

function Offers() {
  const t = useTranslations("sharing");
  const words = useWords();
  const offers = useOffers();
  const order = { pending: 0, accepted: 1, declined: 2 } as const;
  const shown = offers.data?.toSorted((a, b) => order[a.state] - order[b.state]);
  return (
    <section className="mb-8">
      <h2 className="mb-2 text-14 font-semibold">{t("withMe")}</h2>
      {offers.isError ? (
        <ErrorState {...words(offers.error)} retryLabel={t("retry")} onRetry={() => void offers.refetch()} />
      ) : shown === undefined ? (
        <Skeleton className="h-24" />
      ) : shown.length === 0 ? (
        <div className="rounded-2 border bg-surface">
          <EmptyState icon={<Users />} text={t("nothingWithMe")} />
        </div>
      ) : (
        <ul className="flex flex-col gap-3">
          {shown.map((offer) => (
            <li key={offer.id}>
              <OfferCard offer={offer} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Given() {
  const t = useTranslations("sharing");
  const words = useWords();
  const me = useMe();
  const given = useGiven();
  const [edited, setEdited] = useState<GivenShare | null>(null);
  const [shared, setShared] = useState<{ object: ShareObject; name: string | null } | null>(null);
  const groups = Map.groupBy(given.data ?? [], (share) => share.object.id);
  return (
    <section>
      <div className="mb-2 flex items-center justify-between gap-4">
        <h2 className="text-14 font-semibold">{t("byMe")}</h2>
        <Button onClick={() => setShared({ object: { kind: "account", id: me.account.id }, name: null })}>
          {t("shareMine")}
        </Button>
      </div>
      {given.isError ? (
        <ErrorState {...words(given.error)} retryLabel={t("retry")} onRetry={() => void given.refetch()} />
      ) : given.data === undefined ? (
        <Skeleton className="h-24" />
      ) : given.data.length === 0 ? (
        <p className="rounded-2 border bg-surface px-4 py-6 text-center text-13 text-muted">{t("nothingByMe")}</p>
      ) : (
        [...groups.values()].map((shares) => {
          const object = shares[0]?.object;
          return object ? (
            <div key={object.id} className="mb-4">
              <h3 className="mb-1 text-13 font-medium text-muted">
                {object.kind === "account" && object.id === me.account.id ? t("myMailbox") : object.name}
              </h3>
              <ul className="rounded-2 border bg-surface">
                {shares.map((share) => (
                  <GivenRow key={share.id} share={share} onEdit={setEdited} />
                ))}
              </ul>
            </div>
          ) : null;
        })
      )}
      {edited ? <ChangeShareDialog share={edited} onClose={() => setEdited(null)} /> : null}
      {shared ? <ShareDialog {...shared} onClose={() => setShared(null)} /> : null}
    </section>
  );
}
