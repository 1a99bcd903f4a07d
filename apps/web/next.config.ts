import type { NextConfig } from "next";

const config: NextConfig = {
  transpilePackages: ["@carbyne/ui", "@carbyne/query", "@carbyne/schemas", "@carbyne/kernel"],
  // What next-intl's plugin does, which looks for the file from where the build was called and not from here.
  turbopack: { resolveAlias: { "next-intl/config": "./client/i18n.ts" } },
  // `npm run check` compiles every workspace; a build would only do the same again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  // The server in front compresses, once, for everything that it serves.
  compress: false,
  devIndicators: false,
};

export default config;
