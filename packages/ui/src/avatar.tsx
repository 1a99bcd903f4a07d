import { clsx } from "clsx";
import type { CSSProperties } from "react";
import { initialsOf, tintOf } from "./tint.ts";

export interface AvatarProps {
  name: string;
  /** What the tint is made from, so that two people of one name differ. */
  address?: string;
  size?: 20 | 24 | 32 | 40 | 64;
  className?: string;
}

const sizes = {
  20: "size-5 text-[9px]",
  24: "size-6 text-[10px]",
  32: "size-8 text-12",
  40: "size-10 text-14",
  64: "size-16 text-24",
} as const;

/** A person as initials in their own tint. The name is beside it, so it is hidden from screen readers. */
export function Avatar({ name, address, size = 32, className }: AvatarProps) {
  const label = name.trim() === "" ? (address ?? "") : name;
  return (
    <span
      aria-hidden="true"
      style={{ "--h": `var(--p${tintOf(address ?? name)})` } as CSSProperties}
      className={clsx(
        "tint grid shrink-0 place-items-center rounded-full font-semibold select-none",
        sizes[size],
        className,
      )}
    >
      {initialsOf(label)}
    </span>
  );
}
