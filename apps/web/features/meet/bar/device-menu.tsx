import { Menu, type MenuEntry, showToast } from "@carbyne/ui";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useOwn } from "../connection/use-call.ts";
import type { OwnMedia } from "../media/own-media.ts";
import { askPicture, keepPicture } from "../media/own-picture.ts";
import { usedDevice, useDevices } from "../media/use-devices.ts";

/** Which microphone and loudspeaker, or which camera, beside the button that turns it on and off. */
export function DeviceMenu({ kind, media }: { kind: "mic" | "camera"; media: OwnMedia }) {
  const t = useTranslations("meet.devices");
  const track = useOwn(media, (state) => state[kind].track);
  const choices = useOwn(media, (state) => state.choices);
  const { mics, speakers, cameras } = useDevices(track);
  const entriesOf = (
    all: readonly MediaDeviceInfo[],
    name: "micId" | "cameraId" | "speakerId",
  ): readonly MenuEntry[] => {
    const used = usedDevice(all, choices[name]);
    return all.map((device, at) => ({
      label: device.label === "" ? t(`unnamed.${name}`, { number: at + 1 }) : device.label,
      isChecked: device.deviceId === used,
      onSelect: () => void media.choose({ [name]: device.deviceId }),
    }));
  };
  const noise: MenuEntry = {
    label: t("noise"),
    isChecked: choices.reducesNoise,
    onSelect: () => void media.choose({ reducesNoise: !choices.reducesNoise }),
  };
  const background = (label: string, value: string, onSelect?: () => void): MenuEntry => ({
    label,
    isChecked: choices.background === value,
    onSelect: onSelect ?? (() => void media.choose({ background: value })),
  });
  const ownPicture = async () => {
    const file = await askPicture();
    if (!file) return;
    try {
      await keepPicture(file);
      // The same choice again, of another picture.
      await media.choose({ background: "none" });
      await media.choose({ background: "picture" });
    } catch {
      showToast({ text: t("pictureFault") });
    }
  };
  const entries: readonly MenuEntry[] =
    kind === "mic"
      ? [
          ...entriesOf(mics, "micId"),
          ...(speakers.length > 0 ? (["separator"] as const) : []),
          ...entriesOf(speakers, "speakerId"),
          "separator",
          noise,
        ]
      : [
          ...entriesOf(cameras, "cameraId"),
          "separator",
          background(t("asItIs"), "none"),
          background(t("blur"), "blur"),
          background(t("ownPicture"), "picture", () => void ownPicture()),
        ];
  return (
    <Menu
      side="top"
      align="center"
      entries={entries}
      trigger={
        <button
          type="button"
          aria-label={t(kind === "mic" ? "chooseSound" : "chooseCamera")}
          className="absolute top-6 -end-1 z-[1] grid size-5 place-items-center rounded-full bg-strong text-text ring-2 ring-sunken hover:bg-hover max-md:hidden [&_svg]:size-3.5"
        >
          <ChevronDown aria-hidden="true" />
        </button>
      }
    />
  );
}
