import { clsx } from "clsx";
import { UsersRound } from "lucide-react";

const sizes = { 20: "size-5", 24: "size-6", 32: "size-8", 40: "size-10" } as const;
const icons = { 20: 12, 24: 16, 32: 16, 40: 20 } as const;

/** Stands where a person has an avatar: what is written here goes to many. The word for it is beside it. */
export function ListMark({ size }: { size: keyof typeof sizes }) {
  return (
    <span
      aria-hidden="true"
      className={clsx("grid shrink-0 place-items-center rounded-full bg-accent-soft text-accent-ink", sizes[size])}
    >
      <UsersRound size={icons[size]} />
    </span>
  );
}
