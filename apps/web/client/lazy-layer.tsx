import { type ComponentType, lazy, Suspense, useLayoutEffect } from "react";
import { holdKeys } from "./held-keys.ts";
import { useLatest } from "./latest.ts";

/** Stands where something to type in is still on its way: what is typed meanwhile is written there. */
export function KeysHeld({ onCancel }: { onCancel?: () => void }) {
  const cancel = useLatest(() => onCancel?.());
  useLayoutEffect(() => holdKeys(cancel), [cancel]);
  return null;
}

/** A layer whose code is loaded when it is first asked for. Keys that are pressed until then are its own, and Escape gives it up. */
export function lazyLayer<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  {
    cancel,
    isHolding = () => true,
  }: { cancel?: ((props: Props) => void) | undefined; isHolding?: (props: Props) => boolean } = {},
): ComponentType<Props> {
  const Layer = lazy(async () => ({ default: await load() }));
  return function LazyLayer(props: Props) {
    return (
      <Suspense fallback={isHolding(props) ? <KeysHeld onCancel={() => cancel?.(props)} /> : null}>
        <Layer {...props} />
      </Suspense>
    );
  };
}
