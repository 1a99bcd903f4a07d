import { Check, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDates } from "../../../client/dates.ts";
import type { Overview } from "../types.ts";

type RoleState = Overview["roles"][number];

/** What needs somebody first, then what works. */
export function HealthCard({ roles }: { roles: readonly RoleState[] }) {
  const t = useTranslations("admin.overview");
  const name = useRoleName();
  const dates = useDates();
  const ill = roles.filter((role) => !role.ok);
  const well = roles.filter((role) => role.ok);
  if (roles.length === 0) return null;
  return (
    <div className="mb-4 overflow-hidden rounded-2 border bg-surface">
      {ill.map((role) => (
        <div
          key={role.name}
          role="alert"
          className="flex items-center gap-3 border-b bg-sunken px-4 py-3 last:border-b-0"
        >
          <TriangleAlert size={18} className="shrink-0 text-warning" aria-hidden="true" />
          <div className="min-w-0">
            <p className="text-14 font-semibold">{t("silent", { role: name(role.name) })}</p>
            <p className="text-13 text-muted">
              {role.since === null ? t("neverHeard") : t("lastHeard", { time: dates.full(role.since) })}
            </p>
          </div>
        </div>
      ))}
      {well.length === 0 ? null : (
        <ul className="grid grid-cols-3 gap-x-6 gap-y-2 px-4 py-3 text-13 max-md:grid-cols-1">
          {well.map((role) => (
            <li key={role.name} className="flex min-w-0 items-center gap-2">
              <Check size={16} className="shrink-0 text-success" aria-hidden="true" />
              <span className="font-semibold">{name(role.name)}</span>
              <span className="truncate text-muted">{role.detail || t("answers")}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The parts of the server by what they do for people; one that is new here is shown by its own name. */
function useRoleName(): (name: string) => string {
  const t = useTranslations("admin.overview");
  return (name) => {
    switch (name) {
      case "http":
      case "mail":
      case "jobs":
        return t(`role.${name}`);
      default:
        return name;
    }
  };
}
