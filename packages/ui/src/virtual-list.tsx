import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from "react";

export interface VirtualListHandle {
  scrollTo: (index: number) => void;
  focusIn: () => void;
}

export interface VirtualListProps<T> {
  items: readonly T[];
  keyOf: (item: T) => string;
  heightOf: (item: T) => number;
  render: (item: T, index: number) => ReactNode;
  label: string;
  /** Called when the end comes near. */
  onEnd?: () => void;
  /** Stands after the last item. */
  footer?: ReactNode;
  ref?: Ref<VirtualListHandle>;
  className?: string;
}

/** A list of any length that draws only what is seen. Heights are known, so nothing jumps. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, heightOf, keyOf, onEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sized(items[index], heightOf),
    getItemKey: (index) => keyed(items[index], keyOf, index),
    overscan: 8,
  });

  // Heights belong to items: the same place may hold another item after a change.
  useEffect(() => virtual.measure(), [items, heightOf, virtual]);

  useImperativeHandle(props.ref, () => ({
    scrollTo: (index) => virtual.scrollToIndex(index, { align: "auto" }),
    focusIn: () => scroller.current?.focus(),
  }));

  const seen = virtual.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (items.length > 0 && last >= items.length - 12) onEnd?.();
  }, [items.length, last, onEnd]);

  return (
    <div ref={scroller} className={props.className ?? "min-h-0 flex-1 overflow-auto"} tabIndex={-1}>
      <div role="list" aria-label={props.label} className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {seen.map((at) => {
          const item = items[at.index];
          if (item === undefined) return null;
          return (
            <div
              key={at.key}
              role="listitem"
              aria-setsize={items.length}
              aria-posinset={at.index + 1}
              className="absolute inset-x-0 top-0"
              style={{ height: at.size, transform: `translateY(${at.start}px)` }}
            >
              {props.render(item, at.index)}
            </div>
          );
        })}
      </div>
      {props.footer}
    </div>
  );
}

function sized<T>(item: T | undefined, heightOf: (item: T) => number): number {
  return item === undefined ? 0 : heightOf(item);
}

function keyed<T>(item: T | undefined, keyOf: (item: T) => string, index: number): string {
  return item === undefined ? `none-${index}` : keyOf(item);
}
