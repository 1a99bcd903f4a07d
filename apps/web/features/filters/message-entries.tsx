import type { MenuEntry } from "@carbyne/ui";
import { Funnel, ShieldBan, ShieldCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { MessageView } from "../mail/types.ts";
import { useSenderVerbs } from "./senders-api.ts";
import { filterFromMessageHref } from "./use-started-rule.ts";

/** What a message can be the beginning of: a filter, or a judgment on its sender. */
export function useFilterEntries({ message, isInJunk }: { message: MessageView; isInJunk: boolean }): MenuEntry[] {
  const t = useTranslations("filters");
  const router = useRouter();
  const { judge } = useSenderVerbs();
  const address = message.from?.address ?? "";
  const person = message.from?.name || address;
  const filter: MenuEntry = {
    label: t("fromMessage"),
    icon: <Funnel aria-hidden="true" />,
    onSelect: () => router.push(filterFromMessageHref(message.id)),
  };
  if (address === "" || message.isDraft) return [filter];
  return [
    filter,
    isInJunk
      ? {
          label: t("senders.allow", { person }),
          icon: <ShieldCheck aria-hidden="true" />,
          onSelect: () => judge(address, "allowed"),
        }
      : {
          label: t("senders.block", { person }),
          icon: <ShieldBan aria-hidden="true" />,
          onSelect: () => judge(address, "blocked"),
        },
  ];
}
