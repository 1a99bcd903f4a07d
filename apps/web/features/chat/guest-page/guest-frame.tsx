import type { ReactNode } from "react";
import { Mark } from "../../frame/mark.tsx";

/** What stands around all that is no room: the mark alone, which leads nowhere. */
export function GuestFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-bg">
      <header className="flex min-h-14 items-center border-b bg-surface px-4 py-2">
        <Mark size={28} />
      </header>
      <main className="flex flex-1 flex-col p-6 max-md:p-3">{children}</main>
    </div>
  );
}
