import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useSide } from "./direction.tsx";
import { Kbd } from "./kbd.tsx";

export interface TooltipProps {
  text: string;
  /** The key that does the same, shown beside the text. */
  keys?: string | undefined;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}

/** A name for something that has none on screen. The child must be able to hold a ref and focus. */
export function Tooltip({ text, keys, side = "bottom", children }: TooltipProps) {
  const shownSide = useSide(side);
  return (
    <Radix.Root>
      <Radix.Trigger
        asChild
        // Focus that comes back from a menu or by the mouse should not open it again.
        onFocus={(event) => {
          if (!event.currentTarget.matches(":focus-visible")) event.preventDefault();
        }}
      >
        {children}
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={shownSide}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 flex items-center gap-2 rounded-1 bg-toast px-2 py-1 text-12 font-medium text-on-toast shadow-floating animate-appear select-none [&_kbd]:border-transparent [&_kbd]:bg-transparent [&_kbd]:text-on-toast"
        >
          {text}
          {keys ? <Kbd keys={keys} /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Once around the application. */
export function TooltipProvider({ children }: { children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={400} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  );
}
