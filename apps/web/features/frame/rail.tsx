import { Tooltip } from "@carbyne/ui";
import { clsx } from "clsx";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useMe } from "../session/me.ts";
import { Mark } from "./mark.tsx";
import { type Module, type ModuleId, modulesOf, settings } from "./modules.tsx";
import { useUnread } from "./unread.ts";

/** The modules, at the left edge. */
export function Rail({ current }: { current: ModuleId }) {
  const t = useTranslations("frame");
  const modules = modulesOf(useMe());
  return (
    <nav
      aria-label={t("modules")}
      className="flex w-14 shrink-0 flex-col items-center gap-1 border-e bg-sunken py-2 max-md:hidden"
    >
      <Link href="/" aria-label={t("home")} className="mb-2 rounded-2 focus-visible:outline-offset-2">
        <Mark />
      </Link>
      {modules
        .filter((module) => !module.isApart)
        .map((module) => (
          <RailLink key={module.id} module={module} isCurrent={module.id === current} />
        ))}
      <span className="flex-1" />
      {modules
        .filter((module) => module.isApart)
        .map((module) => (
          <RailLink key={module.id} module={module} isCurrent={module.id === current} />
        ))}
      <RailLink module={settings} isCurrent={current === "settings"} />
    </nav>
  );
}

function RailLink({ module, isCurrent }: { module: Module; isCurrent: boolean }) {
  const t = useTranslations("frame");
  const unread = useUnread(module.id);
  const name = t(`module.${module.id}`);
  const label = unread > 0 ? t("moduleUnread", { module: name, count: unread }) : name;
  return (
    <Tooltip text={label} side="right">
      <Link
        href={module.href}
        aria-label={label}
        aria-current={isCurrent ? "page" : undefined}
        className={clsx(
          "relative grid size-10 place-items-center rounded-2 transition-colors [&_svg]:size-[18px]",
          isCurrent ? "bg-accent-soft text-accent-ink" : "text-muted hover:bg-hover hover:text-text",
        )}
      >
        {module.icon}
        {unread > 0 && !isCurrent ? (
          <span className="absolute top-[7px] end-[7px] size-[7px] rounded-full bg-accent ring-2 ring-sunken" />
        ) : null}
      </Link>
    </Tooltip>
  );
}
