import { Menu, type MenuEntry, RoundButton } from "@carbyne/ui";
import { Ellipsis, Hand, MessageSquare, Mic, MicOff, Phone, ScreenShare, Users, Video, VideoOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useKey } from "../../../client/keys/keymap-store.ts";
import type { Call } from "../connection/call.ts";
import { isUp } from "../connection/state.ts";
import { useCall, useOwn } from "../connection/use-call.ts";
import type { OwnMedia } from "../media/own-media.ts";
import type { PanelTab } from "../panel/side-panel.tsx";
import type { CallActs } from "../call/use-call-acts.ts";
import { DeviceMenu } from "./device-menu.tsx";
import { ReactMenu } from "./react-menu.tsx";
import { OwnLevel } from "./own-level.tsx";

export interface ControlBarProps {
  call: Call;
  media: OwnMedia;
  acts: CallActs;
  panel: PanelTab | null;
  onPanel: (tab: PanelTab) => void;
  waiting: number;
  unread: number;
  entries: readonly MenuEntry[];
  isReacting: boolean;
  onReacting: (isReacting: boolean) => void;
}

/** What one does all the time, at the foot: microphone, camera, screen, hand, and the way out. */
export function ControlBar(props: ControlBarProps) {
  const { call, media, acts, panel, onPanel, waiting, unread, entries } = props;
  const t = useTranslations("meet.bar");
  const mic = useOwn(media, (state) => state.mic);
  const camera = useOwn(media, (state) => state.camera);
  const isSharing = useOwn(media, (state) => state.screen !== null);
  const isHandUp = useCall(call, isUp);
  const keys = {
    mic: useKey("meet.mic"),
    camera: useKey("meet.camera"),
    share: useKey("meet.share"),
    hand: useKey("meet.hand"),
    people: useKey("meet.people"),
    chat: useKey("meet.chat"),
    leave: useKey("meet.leave"),
  };
  const wide = "w-16 max-md:hidden";
  const always = "w-16 max-md:w-14";
  return (
    <div role="toolbar" aria-label={t("label")} className="flex items-start justify-center gap-1 max-md:gap-0">
      <div className="relative">
        <RoundButton
          label={t(mic.isOn ? "micOff" : "micOn")}
          caption={t("mic")}
          keys={keys.mic}
          look={mic.isOn ? "plain" : "off"}
          onClick={acts.toggleMic}
          className={always}
        >
          {mic.isOn ? <Mic aria-hidden="true" /> : <MicOff aria-hidden="true" />}
          {mic.isOn && mic.track ? <OwnLevel track={mic.track} /> : null}
        </RoundButton>
        <DeviceMenu kind="mic" media={media} />
      </div>
      <div className="relative">
        <RoundButton
          label={t(camera.isOn ? "cameraOff" : "cameraOn")}
          caption={t("camera")}
          keys={keys.camera}
          look={camera.isOn ? "plain" : "off"}
          disabled={camera.isOpening}
          onClick={acts.toggleCamera}
          className={always}
        >
          {camera.isOn ? <Video aria-hidden="true" /> : <VideoOff aria-hidden="true" />}
        </RoundButton>
        <DeviceMenu kind="camera" media={media} />
      </div>
      <Rule />
      <RoundButton
        label={t(isSharing ? "stopSharing" : "share")}
        caption={t("shareShort")}
        keys={keys.share}
        isOn={isSharing}
        onClick={acts.toggleShare}
        className={wide}
      >
        <ScreenShare aria-hidden="true" />
      </RoundButton>
      <RoundButton
        label={t(isHandUp ? "lowerHand" : "raiseHand")}
        caption={t("hand")}
        keys={keys.hand}
        isOn={isHandUp}
        onClick={acts.toggleHand}
        className={always}
      >
        <Hand aria-hidden="true" />
      </RoundButton>
      <ReactMenu isOpen={props.isReacting} onOpenChange={props.onReacting} onReact={acts.react} className={wide} />
      <Rule />
      <RoundButton
        label={waiting > 0 ? t("peopleWaiting", { count: waiting }) : t("people")}
        caption={t("people")}
        keys={keys.people}
        isOn={panel === "people"}
        count={waiting}
        onClick={() => onPanel("people")}
        className={wide}
      >
        <Users aria-hidden="true" />
      </RoundButton>
      <RoundButton
        label={unread > 0 ? t("chatNew", { count: unread }) : t("chat")}
        caption={t("chat")}
        keys={keys.chat}
        isOn={panel === "chat"}
        count={unread}
        onClick={() => onPanel("chat")}
        className={always}
      >
        <MessageSquare aria-hidden="true" />
      </RoundButton>
      <Menu
        side="top"
        align="center"
        entries={entries}
        trigger={
          <RoundButton label={t("more")} caption={t("more")} className={always}>
            <Ellipsis aria-hidden="true" />
          </RoundButton>
        }
      />
      <Rule />
      <RoundButton
        label={t("leave")}
        caption={t("leaveShort")}
        keys={keys.leave}
        look="end"
        onClick={acts.leave}
        className={always}
      >
        <Phone aria-hidden="true" className="rotate-135" />
      </RoundButton>
    </div>
  );
}

function Rule() {
  return <span aria-hidden="true" className="mx-2 mt-1.5 h-8 w-px bg-border max-md:hidden" />;
}
