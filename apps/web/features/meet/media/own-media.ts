import { type MediaChoices, loadChoices, saveChoices } from "./choices.ts";
import { type MediaFault, faultOf } from "./faults.ts";
import { openScreen } from "./screen.ts";
import { createStore } from "./store.ts";
import { type Treated, treatPicture, treatSound } from "./treat.ts";

/** One thing that somebody sends: it may be there and be off. */
export type Own = {
  readonly track: MediaStreamTrack | null;
  readonly isOn: boolean;
  readonly fault: MediaFault | null;
  /** It is being opened. */
  readonly isOpening: boolean;
};

export type OwnState = {
  readonly mic: Own;
  readonly camera: Own;
  readonly screen: MediaStreamTrack | null;
  readonly screenAudio: MediaStreamTrack | null;
  readonly choices: MediaChoices;
};

export type OwnMedia = {
  readonly get: () => OwnState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly setMic: (isOn: boolean) => Promise<void>;
  readonly setCamera: (isOn: boolean) => Promise<void>;
  /** Asks which screen is shown. Nothing happens where the person thinks better of it. */
  readonly share: () => Promise<void>;
  readonly stopSharing: () => void;
  /** Takes effect at once in what is on. */
  readonly choose: (changes: Partial<MediaChoices>) => Promise<void>;
  /** Lets go of all devices; what was wanted is remembered. */
  readonly release: () => void;
  /** Ends all of it for good. */
  readonly close: () => void;
};

const off: Own = { track: null, isOn: false, fault: null, isOpening: false };
type Kind = "mic" | "camera";

function constraintsOf(kind: Kind, { micId, cameraId }: MediaChoices): MediaStreamConstraints {
  const id = kind === "mic" ? micId : cameraId;
  // A device that is gone is no reason to have none.
  const device = id === null ? {} : { deviceId: { ideal: id } };
  return kind === "mic"
    ? { audio: { ...device, echoCancellation: true, noiseSuppression: true, autoGainControl: true } }
    : { video: { ...device, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 25, max: 30 } } };
}

/** What somebody sends: microphone, camera and screen, as they chose them. Knows no server. */
export function createOwnMedia(): OwnMedia {
  const store = createStore<OwnState>({
    mic: off,
    camera: off,
    screen: null,
    screenAudio: null,
    choices: loadChoices(),
  });
  /** What a track was made of, to be ended with it. */
  const treated: Record<Kind, Treated | null> = { mic: null, camera: null };
  /** The last that was asked of each: an answer that comes for an earlier one is let go. */
  const turns: Record<Kind, number> = { mic: 0, camera: 0 };
  let isClosed = false;
  const set = (changes: Partial<OwnState>) => store.set({ ...store.get(), ...changes });
  const put = (kind: Kind, changes: Partial<Own>) => set({ [kind]: { ...store.get()[kind], ...changes } });

  function letGo(kind: Kind): void {
    treated[kind]?.end();
    treated[kind] = null;
  }

  async function open(kind: Kind): Promise<void> {
    const turn = ++turns[kind];
    const { choices } = store.get();
    put(kind, { isOpening: true, fault: null });
    try {
      const stream = await navigator.mediaDevices.getUserMedia(constraintsOf(kind, choices));
      const [raw] = stream.getTracks();
      if (!raw) throw new TypeError("no track");
      const made = kind === "mic" ? await treatSound(raw, choices) : await treatPicture(raw, choices);
      if (turn !== turns[kind] || isClosed) return made.end();
      letGo(kind);
      treated[kind] = made;
      // Unplugged, or taken away by the system.
      raw.addEventListener("ended", () => {
        if (treated[kind] !== made) return;
        letGo(kind);
        put(kind, { ...off, fault: "missing" });
      });
      put(kind, { track: made.track, isOn: true, isOpening: false });
    } catch (error) {
      if (turn !== turns[kind]) return;
      letGo(kind);
      put(kind, { ...off, fault: faultOf(error) });
    }
  }

  function remember(changes: Partial<MediaChoices>): void {
    const choices = { ...store.get().choices, ...changes };
    saveChoices(choices);
    set({ choices });
  }

  function stopSharing(): void {
    const { screen, screenAudio } = store.get();
    screen?.stop();
    screenAudio?.stop();
    set({ screen: null, screenAudio: null });
  }

  function release(): void {
    for (const kind of ["mic", "camera"] as const) {
      turns[kind]++;
      letGo(kind);
    }
    stopSharing();
    set({ mic: off, camera: off });
  }

  return {
    get: store.get,
    subscribe: store.subscribe,
    stopSharing,
    async setMic(isOn) {
      remember({ wantsMic: isOn });
      // It stays open while it is off: who presses to talk is heard at once.
      if (store.get().mic.track) put("mic", { isOn });
      else if (isOn) await open("mic");
    },
    async setCamera(isOn) {
      remember({ wantsCamera: isOn });
      if (isOn) return open("camera");
      turns.camera++;
      letGo("camera");
      put("camera", off);
    },
    async share() {
      const shared = await openScreen();
      if (shared === null) return;
      if (isClosed) return shared.end();
      stopSharing();
      shared.screen.addEventListener("ended", () => {
        if (store.get().screen === shared.screen) stopSharing();
      });
      set({ screen: shared.screen, screenAudio: shared.screenAudio });
    },
    async choose(changes) {
      const before = store.get().choices;
      remember(changes);
      const { choices, mic, camera } = store.get();
      const isOther = (...names: (keyof MediaChoices)[]) => names.some((name) => before[name] !== choices[name]);
      if (isOther("micId", "reducesNoise") && mic.track) {
        const { isOn } = mic;
        await open("mic");
        if (!isOn) put("mic", { isOn: false });
      }
      if (isOther("cameraId", "background") && camera.track) await open("camera");
    },
    release,
    close() {
      isClosed = true;
      release();
    },
  };
}
