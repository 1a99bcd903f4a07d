import { PresetChoice } from "./preset-choice.tsx";
import { ActionKeys } from "./action-keys.tsx";
import { SwipeSettings } from "./swipe-settings.tsx";

/** What keys and fingers do. */
export function KeysSection() {
  return (
    <>
      <PresetChoice />
      <SwipeSettings />
      <ActionKeys />
    </>
  );
}
