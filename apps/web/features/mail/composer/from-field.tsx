import { Select } from "@carbyne/ui";
import { useTranslations } from "next-intl";
import type { Writer } from "./sending/use-writer.ts";

const custom = "custom";

/** As whom the message is sent; nothing for somebody who is one only. */
export function FromField({ writer }: { writer: Writer }) {
  const t = useTranslations("composer");
  const { identities, current, fromAddress, writeAs } = writer;
  const usable = identities.filter((one) => one.isUsable);
  // One with a plus part of its own is none of the list and is kept.
  const isCustom = fromAddress !== undefined && fromAddress.toLowerCase() !== current?.address.toLowerCase();
  const options = [
    ...(isCustom ? [{ value: custom, label: labelOf(current?.name ?? "", fromAddress) }] : []),
    ...usable.map((one) => ({ value: one.id, label: labelOf(one.name, one.address) })),
  ];
  if (options.length < 2) return null;
  return (
    <div className="flex items-center gap-2 border-b px-4 py-1.5">
      <span className="text-14 text-muted">{t("from")}</span>
      <Select
        label={t("from")}
        value={isCustom ? custom : (current?.id ?? "")}
        options={options}
        onChange={(id) => {
          const identity = usable.find((one) => one.id === id);
          if (identity) writeAs(identity);
        }}
        className="h-[26px]! min-w-0 border-transparent! bg-transparent! px-1.5! text-14 hover:bg-hover! max-md:h-11!"
      />
    </div>
  );
}

function labelOf(name: string, address: string): string {
  return name === "" ? address : `${name} <${address}>`;
}
