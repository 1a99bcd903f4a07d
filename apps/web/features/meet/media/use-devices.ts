import { useEffect, useState } from "react";

export type Devices = {
  readonly mics: readonly MediaDeviceInfo[];
  readonly cameras: readonly MediaDeviceInfo[];
  readonly speakers: readonly MediaDeviceInfo[];
};

const none: Devices = { mics: [], cameras: [], speakers: [] };

/** What can be heard and seen with here, as it is plugged in and out. Names are known once one of them was allowed: `again` changes then. */
export function useDevices(again: unknown): Devices {
  const [devices, setDevices] = useState(none);
  useEffect(() => {
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    if (!mediaDevices) return undefined;
    let isOver = false;
    const read = async () => {
      const all = await mediaDevices.enumerateDevices().catch(() => []);
      const of = (kind: MediaDeviceKind) => all.filter((one) => one.kind === kind && one.deviceId !== "");
      if (!isOver) setDevices({ mics: of("audioinput"), cameras: of("videoinput"), speakers: of("audiooutput") });
    };
    const onChange = () => void read();
    onChange();
    mediaDevices.addEventListener("devicechange", onChange);
    return () => {
      isOver = true;
      mediaDevices.removeEventListener("devicechange", onChange);
    };
  }, [again]);
  return devices;
}

/** The device that is in use: the chosen one while it is there, else the first. */
export function usedDevice(all: readonly MediaDeviceInfo[], id: string | null): string {
  return (all.find((one) => one.deviceId === id) ?? all[0])?.deviceId ?? "";
}
