import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useSide } from "./direction.tsx";
import { Kbd } from "./kbd.tsx";
import { ToastFocus } from "./toast-focus.tsx";
import { hideToast, reachedByKey, toastStore } from "./toast-store.ts";

const none = [] as const;

/** Where toasts appear: bottom left, above everything. Once in the application. */
export function Toaster({ label, closeLabel }: { label: string; closeLabel: string }) {
  const messages = useSyncExternalStore(toastStore.subscribe, toastStore.read, () => none);
  const keys = useSyncExternalStore(toastStore.subscribe, toastStore.readKeys, () => undefined);
  const keyed = keys === undefined ? undefined : reachedByKey(messages)?.id;
  const away = useSide("left");
  const viewport = useRef<HTMLOListElement>(null);
  // What else lies at the lower edge makes room by this.
  useEffect(() => {
    const height = viewport.current?.offsetHeight ?? 0;
    document.documentElement.style.setProperty("--toasts", `${height > 0 ? height + 8 : 0}px`);
  }, [messages]);
  return (
    <Radix.Provider label={label} swipeDirection={away === "right" ? "right" : "left"}>
      {messages.map((message) => (
        <Radix.Root
          key={message.id}
          duration={message.durationMs}
          onOpenChange={(open) => !open && hideToast(message.id)}
          className="flex min-h-11 items-center gap-1 rounded-2 bg-toast py-1 ps-4 pe-1.5 text-14 text-on-toast shadow-floating animate-rise"
        >
          <Radix.Title className="min-w-0 flex-1 pe-3">{message.text}</Radix.Title>
          {message.action ? (
            <Radix.Action
              altText={message.id === keyed ? `${message.action.label} (${keys})` : message.action.label}
              aria-keyshortcuts={message.id === keyed ? keys?.replace("Ctrl", "Control") : undefined}
              onClick={message.action.run}
              className="flex h-8 items-center gap-2 rounded-1 px-3 font-semibold text-toast-accent hover:underline max-md:h-11"
            >
              {message.action.label}
              {message.id === keyed && keys !== undefined ? (
                <span className="max-md:hidden">
                  <Kbd keys={keys} />
                </span>
              ) : null}
            </Radix.Action>
          ) : null}
          <Radix.Close
            aria-label={closeLabel}
            className="grid size-8 place-items-center rounded-1 opacity-70 hover:opacity-100 max-md:size-11"
          >
            <X size={16} aria-hidden="true" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <ToastFocus viewport={viewport} count={messages.length} />
      <Radix.Viewport
        ref={viewport}
        data-toasts=""
        // A dialog hides all else from screen readers but what has this; what is new is told elsewhere.
        aria-live="off"
        label={`${label} ({hotkey})`}
        className="fixed bottom-5 start-[72px] z-50 flex max-w-[min(480px,calc(100vw-24px))] flex-col gap-2 outline-none max-md:end-3 max-md:bottom-[72px] max-md:start-3 max-md:max-w-none"
      />
    </Radix.Provider>
  );
}
