import { clsx } from "clsx";

/** A bar in the shape of what is coming; unseen for the first 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={clsx("block rounded-1 bg-hover animate-late", className)} />;
}
