import { Skeleton } from "@carbyne/ui";
import type { ReactNode } from "react";

export interface DeviceLineProps {
  icon: ReactNode;
  name: string;
  mark?: ReactNode;
  /** What is known of it, on one line where there is room. */
  details: readonly string[];
  act?: ReactNode;
}

/** A browser or program that has access, and the way to end that. */
export function DeviceLine({ icon, name, mark, details, act }: DeviceLineProps) {
  return (
    <li className="flex min-h-15 items-center gap-3 border-b py-2 ps-4 pe-2 last:border-b-0">
      <span className="grid size-8 shrink-0 place-items-center rounded-full bg-sunken text-muted [&_svg]:size-4">
        {icon}
      </span>
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-2">
          <span dir="auto" className="min-w-0 truncate text-14 font-medium">
            {name}
          </span>
          {mark ? <span className="shrink-0 text-12 text-muted">{mark}</span> : null}
        </span>
        <span className="flex flex-wrap gap-x-1 text-13 text-muted">
          {details.filter(Boolean).map((detail, at, all) => (
            <span key={detail}>
              {detail}
              {at < all.length - 1 ? <span aria-hidden="true">{"\u00a0·"}</span> : null}
            </span>
          ))}
        </span>
      </span>
      {act}
    </li>
  );
}

/** The shape of lines while they are asked for. */
export function WaitingLines() {
  return [0, 1].map((line) => (
    <li key={line} className="flex h-15 items-center gap-3 border-b px-4 last:border-b-0" aria-busy="true">
      <Skeleton className="size-8 rounded-full" />
      <Skeleton className="h-4 w-2/3" />
    </li>
  ));
}
