import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  transpilePackages: ["@carbyne/ui", "@carbyne/schemas", "@carbyne/kernel"],
  // `npm run check` compiles every workspace; a build would only do the same again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // The server in front compresses, once, for everything that it serves.
  compress: false,
  devIndicators: false,
};

export default createNextIntlPlugin("./client/i18n.ts")(config);
