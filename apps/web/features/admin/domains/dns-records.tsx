import { useTranslations } from "next-intl";
import { CopyButton } from "../copy-button.tsx";
import type { Domain } from "../types.ts";

/** What to enter at the name server: so that mail arrives and is believed, or so that programs find the server by an address. */
export function DnsRecords({ records, use }: { records: Domain["dnsHints"]; use: "mail" | "programs" }) {
  const t = useTranslations("admin.dns");
  return (
    <section>
      <h3 className="text-14 font-semibold">{use === "mail" ? t("title") : t("programs")}</h3>
      <p className="mb-3 text-13 text-muted">{use === "mail" ? t("hint") : t("programsHint")}</p>
      <ul className="flex flex-col gap-3">
        {records.map((record) => (
          <li key={`${record.type} ${record.name}`} className="rounded-2 border bg-surface text-13">
            <div className="flex items-center gap-2 border-b py-1 ps-3 pe-1">
              <span className="shrink-0 rounded-[4px] bg-sunken px-1.5 text-12 font-semibold">{record.type}</span>
              <span className="min-w-0 flex-1 truncate font-mono text-12" title={record.name}>
                {record.name}
              </span>
              <CopyButton text={record.name} label={t("copyName")} />
            </div>
            <div className="flex items-start gap-2 py-1 ps-3 pe-1">
              <code
                // A long key scrolls, also by keyboard.
                tabIndex={0}
                className="max-h-24 min-w-0 flex-1 overflow-y-auto py-1 font-mono text-12 break-all text-muted"
              >
                {record.value}
              </code>
              <CopyButton text={record.value} label={t("copyValue")} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
