import { useMedia } from "../../client/media.ts";
import { type Layout, useSettings } from "../settings/api.ts";

/** Where what is read stands: as the person chose, unless the window has no room for two panes beside each other. */
export function useLayout(): Layout {
  const { layout } = useSettings().settings;
  const isTight = useMedia("(min-width: 768px) and (max-width: 919px)");
  return isTight && layout === "right" ? "list" : layout;
}
