import { Button, Field, LevelMeter, Select } from "@carbyne/ui";
import { Mic, Video, Volume2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import { useOwn } from "../connection/use-call.ts";
import { watchLevel } from "../media/level.ts";
import type { OwnMedia } from "../media/own-media.ts";
import { testSpeaker } from "../media/tones.ts";
import { usedDevice, useDevices } from "../media/use-devices.ts";

type Choice = "micId" | "speakerId" | "cameraId";

/** Which microphone, loudspeaker and camera, each with a way to see that it works. */
export function DeviceRows({ media }: { media: OwnMedia }) {
  const t = useTranslations("meet.devices");
  const mic = useOwn(media, (state) => state.mic);
  const camera = useOwn(media, (state) => state.camera);
  const choices = useOwn(media, (state) => state.choices);
  const devices = useDevices(`${mic.track?.id} ${camera.track?.id}`);
  const [isTesting, setIsTesting] = useState(false);
  const select = (name: Choice, all: readonly MediaDeviceInfo[], icon: ReactNode) => (
    <Field label={t(name)}>
      {({ id }) => (
        <Select
          id={id}
          icon={icon}
          className="w-full min-w-0"
          disabled={all.length === 0}
          placeholder={t("none")}
          value={usedDevice(all, choices[name])}
          options={all.map((device, at) => ({
            value: device.deviceId,
            label: device.label === "" ? t(`unnamed.${name}`, { number: at + 1 }) : device.label,
          }))}
          onChange={(chosen) => void media.choose({ [name]: chosen })}
        />
      )}
    </Field>
  );
  const test = async () => {
    setIsTesting(true);
    await testSpeaker(choices.speakerId).catch(() => undefined);
    setIsTesting(false);
  };
  return (
    <div className="mt-4 grid grid-cols-3 max-lg:order-2 max-lg:mt-0 gap-4 max-md:grid-cols-1 max-md:gap-3">
      <div className="min-w-0">
        {select("micId", devices.mics, <Mic aria-hidden="true" className="size-4 shrink-0 text-muted" />)}
        <div className="flex min-h-8 items-center gap-2 pt-1 text-12 text-muted">
          {mic.track && mic.isOn ? <Level track={mic.track} /> : t("micIsOff")}
        </div>
      </div>
      <div className="min-w-0">
        {select("speakerId", devices.speakers, <Volume2 aria-hidden="true" className="size-4 shrink-0 text-muted" />)}
        <Button look="ink" className="mt-1 px-2!" disabled={isTesting} onClick={() => void test()}>
          {t(isTesting ? "testing" : "test")}
        </Button>
      </div>
      <div className="min-w-0">
        {select("cameraId", devices.cameras, <Video aria-hidden="true" className="size-4 shrink-0 text-muted" />)}
        <p className="flex min-h-8 items-center pt-1 text-12 text-muted tabular-nums">
          {camera.track ? <Size track={camera.track} /> : t("cameraIsOff")}
        </p>
      </div>
    </div>
  );
}

function Level({ track }: { track: MediaStreamTrack }) {
  const t = useTranslations("meet.devices");
  const watch = useCallback((onLevel: (level: number) => void) => watchLevel(track, onLevel), [track]);
  return (
    <>
      <LevelMeter label={t("level")} watch={watch} />
      {t("hears")}
    </>
  );
}

function Size({ track }: { track: MediaStreamTrack }) {
  const { width, height } = track.getSettings();
  return width && height ? `${width} × ${height}` : null;
}
