import type { MetadataRoute } from "next";
import { getTranslations } from "next-intl/server";

/** What an installed Carbyne is: its icons, its shortcuts, and what other programs can hand to it. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations("install");
  const tFrame = await getTranslations("frame");
  const icon = (name: string, size: number, purpose: "any" | "maskable") => ({
    src: `/${name}-${size}.png`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  });
  const shortcutIcons = [{ src: "/icon-192.png", sizes: "192x192", type: "image/png" }];
  return {
    id: "/",
    name: "Carbyne",
    short_name: "Carbyne",
    description: tFrame("description"),
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#fafafc",
    theme_color: "#fafafc",
    categories: ["productivity", "business"],
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      icon("icon", 192, "any"),
      icon("icon", 512, "any"),
      icon("maskable", 192, "maskable"),
      icon("maskable", 512, "maskable"),
    ],
    shortcuts: [
      { name: t("compose"), url: "/mail/compose/new", icons: shortcutIcons },
      { name: t("search"), url: "/mail/search", icons: shortcutIcons },
    ],
    share_target: {
      action: "/share",
      method: "POST",
      enctype: "multipart/form-data",
      params: { title: "title", text: "text", url: "url", files: [{ name: "files", accept: ["*/*"] }] },
    },
    protocol_handlers: [{ protocol: "mailto", url: "/mail/compose/new?mailto=%s" }],
  };
}
