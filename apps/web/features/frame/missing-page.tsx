"use client";

import { Button } from "@carbyne/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Mark } from "./mark.tsx";

/** No page has this address. */
export function MissingPage() {
  const t = useTranslations("frame.missing");
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 p-6 text-center">
      <Mark size={40} />
      <h1 className="mt-2 text-20 font-semibold">{t("title")}</h1>
      <p className="max-w-80 text-14 text-muted">{t("hint")}</p>
      <Button asChild look="primary" className="mt-2">
        <Link href="/">{t("home")}</Link>
      </Button>
    </main>
  );
}
