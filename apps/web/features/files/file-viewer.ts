import { lazyLayer } from "../../client/lazy-layer.tsx";
import type { ViewerProps } from "../preview/viewer.tsx";

/** What shows a file as large as the window, loaded when the first one is opened. */
export const FileViewer = lazyLayer<ViewerProps>(async () => (await import("../preview/viewer.tsx")).Viewer, {
  cancel: ({ onClose }) => onClose(),
});
