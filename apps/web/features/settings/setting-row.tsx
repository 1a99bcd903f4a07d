import { type ReactNode, useId } from "react";

export interface SettingRowProps {
  label: string;
  hint?: string;
  children: (ids: { labelledBy: string; describedBy: string | undefined }) => ReactNode;
}

/** One thing to choose: its name and what it means at the left, the control at the right. */
export function SettingRow({ label, hint, children }: SettingRowProps) {
  const id = useId();
  return (
    <div
      data-setting-row=""
      className="flex items-center justify-between gap-6 border-b px-4 py-3.5 last:border-b-0 max-md:flex-col max-md:items-stretch max-md:gap-2 max-md:has-[>[role=switch]]:flex-row max-md:has-[>[role=switch]]:items-center max-md:has-[>[role=switch]]:gap-6"
    >
      <div className="min-w-0">
        <p id={`${id}-label`} className="text-14 font-medium">
          {label}
        </p>
        {hint ? (
          <p id={`${id}-hint`} className="mt-0.5 text-13 text-muted">
            {hint}
          </p>
        ) : null}
      </div>
      {children({ labelledBy: `${id}-label`, describedBy: hint ? `${id}-hint` : undefined })}
    </div>
  );
}

/** Things to choose that belong together. */
export function SettingGroup({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <section className="mb-8">
      {title ? <h2 className="mb-2 text-14 font-semibold">{title}</h2> : null}
      <div className="rounded-2 border bg-surface">{children}</div>
    </section>
  );
}
