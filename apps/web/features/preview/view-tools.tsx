import type { ReactNode } from "react";

/** The tools of a view, floating over its foot. */
export function ViewTools({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-4 z-10 flex justify-center px-3 max-md:bottom-3">
      <div
        role="toolbar"
        aria-label={label}
        className="pointer-events-auto flex max-w-full items-center gap-0.5 overflow-x-auto rounded-2 border bg-raised p-1 text-13 shadow-floating"
      >
        {children}
      </div>
    </div>
  );
}
