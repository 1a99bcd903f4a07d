import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface NoticeProps {
  icon: ReactNode;
  tone?: "quiet" | "warning" | "danger";
  action?: ReactNode;
  children: ReactNode;
}

const tones = {
  quiet: "bg-sunken text-muted",
  warning: "border-warning text-text [&>svg]:text-warning",
  danger: "border-danger text-danger",
};

/** A line about a message, above its text. */
export function Notice({ icon, tone = "quiet", action, children }: NoticeProps) {
  return (
    <div
      role="note"
      className={clsx(
        "mt-3 flex items-center gap-3 rounded-1 border px-3 py-2 text-13 max-md:flex-wrap [&>svg]:size-4 [&>svg]:shrink-0",
        tones[tone],
      )}
    >
      {icon}
      <p className="min-w-0 flex-1 basis-40">{children}</p>
      {action ? <div className="flex flex-wrap items-center gap-1">{action}</div> : null}
    </div>
  );
}
