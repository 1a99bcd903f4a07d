import { useTranslations } from "next-intl";
import { useOffer } from "./api.ts";
import { OfferCard } from "./offer-card.tsx";

/** What a mail offers, where it is read; when it is no longer there, that. */
export function ShareCard({ id }: { id: string }) {
  const t = useTranslations("sharing");
  const { data, isError } = useOffer(id);
  if (isError) return <p className="rounded-2 border bg-sunken px-4 py-3 text-13 text-muted">{t("offerGone")}</p>;
  return data ? <OfferCard offer={data} /> : null;
}
