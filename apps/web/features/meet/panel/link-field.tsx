import { Button, IconButton, Input, showToast } from "@carbyne/ui";
import { useQuery } from "@tanstack/react-query";
import { Copy, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useWords } from "../../../client/words.ts";
import { meetKey, meetServer } from "../api.ts";

/** The address for people without an account. Only moderators have it: for others there is nothing here. */
export function LinkField({ roomId, mayRenew = false }: { roomId: string; mayRenew?: boolean }) {
  const t = useTranslations("meet.link");
  const words = useWords();
  const id = useId();
  const { data, refetch } = useQuery({
    queryKey: [...meetKey, "link", roomId],
    queryFn: () => meetServer.link.mutate({ roomId }),
    retry: false,
    staleTime: 0,
  });
  if (!data) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(data.url);
    showToast({ text: t("copied") });
  };
  const renew = async () => {
    try {
      await meetServer.renewLink.mutate({ roomId });
      await refetch();
      showToast({ text: t("renewed") });
    } catch (error) {
      showToast({ text: words(error).text });
    }
  };
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-13 font-medium">
        {t("title")}
      </label>
      <div className="flex gap-2">
        <Input id={id} readOnly dir="ltr" value={data.url} onFocus={(event) => event.currentTarget.select()} />
        <Button className="h-9" onClick={() => void copy()}>
          <Copy aria-hidden="true" />
          {t("copy")}
        </Button>
        {mayRenew ? (
          <IconButton label={t("renew")} onClick={() => void renew()}>
            <RefreshCw aria-hidden="true" />
          </IconButton>
        ) : null}
      </div>
      <p className="text-12 text-faint">{t("hint")}</p>
    </div>
  );
}
