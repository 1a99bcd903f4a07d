import { Avatar, RoundButton } from "@carbyne/ui";
import { Mic, MicOff, Sparkles, Video, VideoOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKey } from "../../../client/keys/keymap-store.ts";
import { OwnLevel } from "../bar/own-level.tsx";
import type { CallActs } from "../call/use-call-acts.ts";
import { useOwn } from "../connection/use-call.ts";
import type { OwnMedia } from "../media/own-media.ts";
import { Picture } from "../tile/picture.tsx";

export interface MirrorProps {
  media: OwnMedia;
  me: { id: string; name: string };
  acts: Pick<CallActs, "toggleMic" | "toggleCamera">;
}

/** How one will be seen, and what is on. */
export function Mirror({ media, me, acts }: MirrorProps) {
  const t = useTranslations("meet.lobby");
  const tBar = useTranslations("meet.bar");
  const mic = useOwn(media, (state) => state.mic);
  const camera = useOwn(media, (state) => state.camera);
  const background = useOwn(media, (state) => state.choices.background);
  const micKey = useKey("meet.mic");
  const cameraKey = useKey("meet.camera");
  return (
    <div className="relative aspect-video overflow-hidden rounded-3 bg-raised max-md:rounded-2">
      {camera.track ? (
        <Picture track={camera.track} label={t("mirror")} isMirrored />
      ) : (
        <div className="grid size-full place-items-center">
          <div className="flex flex-col items-center gap-3 pb-10">
            <Avatar name={me.name} address={me.id} size={64} />
            <p className="text-13 text-muted">{t(camera.isOpening ? "opening" : "cameraIsOff")}</p>
          </div>
        </div>
      )}
      {camera.track ? (
        <span className="meet-veil absolute end-3 top-3 rounded-full px-2.5 py-0.5 text-12 font-medium">
          {t("onlyYou")}
        </span>
      ) : null}
      <span
        dir="auto"
        className="meet-veil absolute start-3 bottom-3 rounded-1 px-2 py-1 text-13 font-medium max-md:hidden"
      >
        {me.name}
      </span>
      <div className="absolute inset-x-0 bottom-4 flex justify-center gap-3 max-md:bottom-3">
        <RoundButton
          label={tBar(mic.isOn ? "micOff" : "micOn")}
          keys={micKey}
          look={mic.isOn ? "plain" : "off"}
          onClick={acts.toggleMic}
        >
          {mic.isOn ? <Mic aria-hidden="true" /> : <MicOff aria-hidden="true" />}
          {mic.isOn && mic.track ? <OwnLevel track={mic.track} /> : null}
        </RoundButton>
        <RoundButton
          label={tBar(camera.isOn ? "cameraOff" : "cameraOn")}
          keys={cameraKey}
          look={camera.isOn ? "plain" : "off"}
          onClick={acts.toggleCamera}
        >
          {camera.isOn ? <Video aria-hidden="true" /> : <VideoOff aria-hidden="true" />}
        </RoundButton>
        <RoundButton
          label={t(background === "blur" ? "noBlur" : "blur")}
          isOn={background === "blur"}
          onClick={() => void media.choose({ background: background === "blur" ? "none" : "blur" })}
        >
          <Sparkles aria-hidden="true" />
        </RoundButton>
      </div>
    </div>
  );
}
