import { useEffect } from "react";
import { takesKeys } from "../../../client/keys/key-name.ts";
import type { OwnMedia } from "../media/own-media.ts";

/** What the key does something of its own with. */
const isPressed = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("a[href], button, summary, [role=button], video") !== null;

/** While Space is held, who is muted is heard. */
export function usePushToTalk(media: OwnMedia): void {
  useEffect(() => {
    let isHeld = false;
    const down = (event: KeyboardEvent) => {
      if (event.code !== "Space" || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (takesKeys(event.target) || isPressed(event.target) || document.querySelector("[data-modal]")) return;
      event.preventDefault();
      if (media.get().mic.isOn) return;
      isHeld = true;
      void media.setMic(true);
    };
    const up = (event: KeyboardEvent | FocusEvent) => {
      if (!isHeld || ("code" in event && event.code !== "Space")) return;
      isHeld = false;
      void media.setMic(false);
    };
    window.addEventListener("keydown", down);
    window.addEventListener("keyup", up);
    window.addEventListener("blur", up);
    return () => {
      window.removeEventListener("keydown", down);
      window.removeEventListener("keyup", up);
      window.removeEventListener("blur", up);
    };
  }, [media]);
}
