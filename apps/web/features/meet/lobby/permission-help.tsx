import { Button } from "@carbyne/ui";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOwn } from "../connection/use-call.ts";
import type { OwnMedia } from "../media/own-media.ts";

/** Why the microphone or the camera is not there, and what helps. */
export function PermissionHelp({ media }: { media: OwnMedia }) {
  const t = useTranslations("meet.faults");
  const mic = useOwn(media, (state) => state.mic.fault);
  const camera = useOwn(media, (state) => state.camera.fault);
  if (mic === null && camera === null) return null;
  const isDenied = mic === "denied" || camera === "denied";
  const again = () => {
    if (mic !== null) void media.setMic(true);
    if (camera !== null) void media.setCamera(true);
  };
  return (
    <div role="alert" className="flex gap-3 rounded-2 bg-raised p-3 text-13">
      <TriangleAlert aria-hidden="true" className="size-[18px] shrink-0 text-warning" />
      <div className="flex flex-1 flex-col items-start gap-2">
        {mic === null ? null : <p>{t(`mic.${mic}`)}</p>}
        {camera === null ? null : <p>{t(`camera.${camera}`)}</p>}
        {isDenied ? <p className="text-muted">{t("howToAllow")}</p> : null}
        <Button onClick={again}>{t("again")}</Button>
      </div>
    </div>
  );
}
