import { lazyLayer } from "../../../client/lazy-layer.tsx";

/** Versions are looked at now and then: what they need is not loaded with every document. */
export const HistoryView = lazyLayer(() => import("./history-view.tsx").then((module) => module.HistoryView), {
  cancel: ({ onClose }) => onClose(),
});
