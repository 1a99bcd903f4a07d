import { clsx } from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMe } from "../session/me.ts";
import { type ModuleId, modulesOf, settings } from "./modules.tsx";

/** The modules where the screen is narrow. */
export function BottomBar({ current }: { current: ModuleId }) {
  const t = useTranslations("frame");
  const modules = [...modulesOf(useMe()), settings];
  return (
    <nav
      aria-label={t("modules")}
      className="flex h-[60px] shrink-0 items-center justify-around border-t bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {modules.map((module) => (
        <Link
          key={module.id}
          href={module.href}
          aria-current={module.id === current ? "page" : undefined}
          className={clsx(
            "grid h-full min-w-0 flex-1 place-content-center grid-cols-[minmax(0,1fr)] justify-items-center gap-0.5 text-12 [&_svg]:size-[22px] [&_svg]:stroke-[1.75]",
            module.id === current ? "font-semibold text-accent-ink" : "text-muted",
          )}
        >
          {module.icon}
          <span className="max-w-full truncate px-0.5">{t(`module.${module.id}`)}</span>
        </Link>
      ))}
    </nav>
  );
}
