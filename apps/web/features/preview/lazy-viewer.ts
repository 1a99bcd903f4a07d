import { lazyLayer } from "../../client/lazy-layer.tsx";
import type { ViewerProps } from "./viewer.tsx";

/** What shows a file as large as the window, loaded when the first one is opened. It has nothing to type in: no key waits for a field in it. */
export const Viewer = lazyLayer<ViewerProps>(async () => (await import("./viewer.tsx")).Viewer, {
  isHolding: () => false,
});
