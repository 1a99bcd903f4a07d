import { tintOf } from "@carbyne/ui";
import type { CSSProperties } from "react";
import type { MailAccount } from "../../sharing/api.ts";

/** Whose mail a row is, in a list over several accounts: a word in the account's colour. */
export function RowAccount({ account }: { account: MailAccount }) {
  const name = account.name || account.address;
  const tint = account.tint === null ? tintOf(account.address) : account.tint + 1;
  return (
    <span
      title={account.address}
      style={{ "--h": `var(--p${tint})` } as CSSProperties}
      className="tint inline-block max-w-28 shrink-0 truncate rounded-full px-2 text-12 leading-[18px] font-medium"
    >
      {name}
    </span>
  );
}
