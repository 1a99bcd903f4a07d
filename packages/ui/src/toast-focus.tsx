import { FocusScope as Radix } from "radix-ui/internal";
import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Lets F8, the key of the toasts, through while a layer keeps the focus: what keeps it rests as long as another scope is there, and has it back with the
 * focus as soon as that leaves the toasts.
 */
export function ToastFocus({ viewport, count }: { viewport: RefObject<HTMLElement | null>; count: number }) {
  const [isOut, setIsOut] = useState(false);
  const hasToasts = count > 0;
  const lastCount = useRef(count);
  const from = useRef<Element | null>(null);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.code !== "F8" || !hasToasts || !document.querySelector("[data-modal]")) return;
      if (!viewport.current?.contains(document.activeElement)) from.current = document.activeElement;
      setIsOut(true);
    };
    // Before the toasts' own listener, which would be told to give the focus back.
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, [hasToasts, viewport]);

  useEffect(() => {
    const toasts = viewport.current;
    if (!isOut || !toasts) return undefined;
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (!(relatedTarget instanceof Node && toasts.contains(relatedTarget))) setIsOut(false);
    };
    toasts.addEventListener("focusout", onFocusOut);
    return () => toasts.removeEventListener("focusout", onFocusOut);
  }, [isOut, viewport]);

  useEffect(() => {
    const isFewer = count < lastCount.current;
    lastCount.current = count;
    // The toast that was acted upon leaves the focus to the list, in which others do not go while it is there.
    if (isFewer && (count === 0 || document.activeElement === viewport.current)) setIsOut(false);
  }, [count, viewport]);

  if (!isOut) return null;
  return (
    <Radix.Root
      aria-hidden="true"
      tabIndex={undefined}
      onMountAutoFocus={(event) => {
        event.preventDefault();
        viewport.current?.focus();
      }}
      onUnmountAutoFocus={(event) => {
        event.preventDefault();
        const layer = [...document.querySelectorAll<HTMLElement>("[data-modal]")].at(-1);
        if (!layer || layer.contains(document.activeElement)) return;
        const back = from.current instanceof HTMLElement && layer.contains(from.current) ? from.current : layer;
        back.focus();
      }}
    />
  );
}
