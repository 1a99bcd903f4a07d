import { Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";

export interface FromFieldProps {
  fromAddress: string | undefined;
  /** Those that the person may send as, the usual one first. */
  addresses: readonly string[];
  onChange: (address: string) => void;
}

/** As whom the message is sent; nothing for somebody who has one address only. */
export function FromField({ fromAddress, addresses, onChange }: FromFieldProps) {
  const t = useTranslations("composer");
  const current = fromAddress ?? addresses[0] ?? "";
  // One with a plus part is none of the list and is kept.
  const choices = addresses.includes(current) ? addresses : [current, ...addresses];
  if (choices.length < 2) return null;
  return (
    <div className="flex items-center gap-2 border-b px-4 py-1.5">
      <span className="text-14 text-muted">{t("from")}</span>
      <Select
        label={t("from")}
        value={current}
        options={choices.map((value) => ({ value, label: value }))}
        onChange={onChange}
        className="h-[26px]! border-transparent! bg-transparent! px-1.5! text-14 hover:bg-hover! max-md:h-11!"
      />
    </div>
  );
}
