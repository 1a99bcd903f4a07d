import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { directionOf, themeCookie } from "../client/locale.ts";
import { looksCookie, readLooks } from "../client/looks.ts";
import { Providers } from "../client/providers.tsx";
import { isTheme, themeScript } from "../client/theme-choice.ts";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("frame");
  return {
    title: { default: "Carbyne", template: "%s · Carbyne" },
    description: t("description"),
    icons: { icon: { url: "/icon.svg", type: "image/svg+xml" }, apple: "/apple-touch-icon.png" },
    appleWebApp: { capable: true, title: "Carbyne" },
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafc" },
    { media: "(prefers-color-scheme: dark)", color: "#101217" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Reading the request makes every page dynamic, which the nonce of the content security policy needs.
  const policy = (await headers()).get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  const kept = (await cookies()).get(themeCookie)?.value;
  const theme = isTheme(kept) ? kept : "system";
  const { accent, motion, textSize } = readLooks((await cookies()).get(looksCookie)?.value);
  const locale = await getLocale();
  return (
    <html
      lang={locale}
      dir={directionOf(locale)}
      data-theme={theme === "dark" ? "dark" : "light"}
      data-theme-choice={theme}
      data-accent={accent}
      data-motion={motion}
      data-text-size={textSize}
      suppressHydrationWarning
    >
      <body>
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: themeScript }} />
        <NextIntlClientProvider>
          <Providers>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
