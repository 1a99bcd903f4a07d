import { Tooltip } from "@carbyne/ui";
import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

export interface SidebarRowProps extends Omit<ComponentProps<"a">, "children"> {
  icon: ReactNode;
  label: string;
  /** A sign beside the label. */
  mark?: ReactNode;
  count?: string | undefined;
  /** What the count means, for screen readers. */
  countLabel?: string | undefined;
  /** The count is of what speaks to one, and stands out. */
  isBadge?: boolean;
  isCurrent: boolean;
  isStrong?: boolean;
  isFolded: boolean;
  depth?: number;
  /** At the end of the row, shown on hover and focus. */
  act?: ReactNode;
}

/** One place of a module's sidebar. */
export function SidebarRow(props: SidebarRowProps) {
  const {
    icon,
    label,
    mark,
    count,
    countLabel,
    isBadge,
    isCurrent,
    isStrong,
    isFolded,
    depth = 0,
    act,
    className,
    ...rest
  } = props;
  const link = (
    <a
      {...rest}
      aria-current={isCurrent ? "page" : undefined}
      aria-label={isFolded ? [label, countLabel].filter(Boolean).join(", ") : undefined}
      style={isFolded ? undefined : { paddingInlineStart: 8 + depth * 16 }}
      className={clsx(
        "relative flex h-8 items-center gap-2.5 rounded-1 transition-colors max-md:h-11 max-md:text-14 [&>svg]:size-[18px] [&>svg]:shrink-0 [&>svg]:stroke-[1.75]",
        isFolded ? "justify-center" : "pe-2",
        isCurrent
          ? "bg-accent-soft font-medium text-accent-ink"
          : isStrong
            ? "font-medium text-text hover:bg-hover"
            : "text-muted hover:bg-hover hover:text-text",
        className,
      )}
    >
      {icon}
      {isFolded ? (
        count && isStrong ? (
          <span className="absolute top-1 end-1.5 size-[7px] rounded-full bg-accent" />
        ) : null
      ) : (
        <>
          <span className="flex min-w-0 flex-1 items-center gap-1.5">
            <span className="min-w-0 truncate">{label}</span>
            {mark}
          </span>
          {countLabel ? <span className="sr-only">{countLabel}</span> : null}
          {count ? (
            <span
              aria-hidden={countLabel ? true : undefined}
              className={clsx(
                "text-12 tabular-nums",
                isBadge
                  ? "min-w-[18px] rounded-full bg-accent px-1 text-center leading-[18px] font-semibold text-on-accent"
                  : isCurrent
                    ? "font-semibold"
                    : "font-medium text-faint",
                act && "group-focus-within/row:invisible group-hover/row:invisible max-md:visible!",
              )}
            >
              {count}
            </span>
          ) : null}
        </>
      )}
    </a>
  );
  if (isFolded)
    return (
      <Tooltip text={count ? `${label} · ${count}` : label} side="right">
        {link}
      </Tooltip>
    );
  if (!act) return link;
  return (
    <div className="group/row relative">
      {link}
      <span className="absolute inset-y-0 end-0.5 flex items-center opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 max-md:hidden">
        {act}
      </span>
    </div>
  );
}

/** A heading between the places. */
export function SidebarHeading({ text, isFolded, act }: { text: string; isFolded: boolean; act?: ReactNode }) {
  if (isFolded) return <div className="mx-2 my-2 h-px bg-border" role="presentation" />;
  return (
    <div className="flex h-9 items-center justify-between ps-2 pt-2">
      <h2 className="text-12 font-semibold text-faint">{text}</h2>
      {act}
    </div>
  );
}
