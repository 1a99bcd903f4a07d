import { Button, IconButton, Menu, type MenuEntry } from "@carbyne/ui";
import { ChevronDown, ImageOff } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MessageView } from "../types.ts";
import { useTrust } from "./api.ts";
import { Notice } from "./notice.tsx";

/** Asks before pictures of other servers are shown; whoever proves to be the sender can be trusted from now on. */
export function PictureNotice({ message, onShow }: { message: MessageView; onShow: () => void }) {
  const t = useTranslations("message.pictures");
  const { trust } = useTrust();
  const address = message.from?.address ?? "";
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const canTrust = (message.verdict === "verified" || message.verdict === "local") && domain !== "";
  const always = (sender: string, label: string): MenuEntry => ({
    label,
    onSelect: () => {
      onShow();
      trust(sender);
    },
  });
  return (
    <Notice
      icon={<ImageOff aria-hidden="true" />}
      action={
        <>
          <Button onClick={onShow}>{t("show")}</Button>
          {canTrust ? (
            <Menu
              trigger={
                <IconButton label={t("always")}>
                  <ChevronDown aria-hidden="true" />
                </IconButton>
              }
              entries={[
                always(address, t("alwaysAddress", { address })),
                always(domain, t("alwaysDomain", { domain })),
              ]}
            />
          ) : null}
        </>
      }
    >
      {t("blocked")}
    </Notice>
  );
}
