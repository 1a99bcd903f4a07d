import { clsx } from "clsx";
import { UsersRound } from "lucide-react";

/** Stands where a person has an avatar: what is written here goes to many. The word for it is beside it. */
export function ListMark({ size }: { size: 20 | 24 }) {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "grid shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink",
        size === 20 ? "size-5" : "size-6",
      )}
    >
      <UsersRound size={size - 8} />
    </span>
  );
}
