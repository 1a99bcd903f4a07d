import { Kbd } from "@carbyne/ui";
import type { Command } from "../../client/commands.ts";

interface Line {
  section: string;
  label: string;
  keys: string[];
}

/** A line for each verb with all its keys; where two views have a key for themselves, the newest view's counts. */
function linesOf(commands: readonly Command[]): Line[] {
  const taken = new Set<string>();
  const lines = new Map<string, Line>();
  for (const { section, label, keys } of commands) {
    if (keys === undefined || taken.has(keys)) continue;
    taken.add(keys);
    const name = `${section} ${label}`;
    const line = lines.get(name) ?? { section, label, keys: [] };
    line.keys.push(keys);
    lines.set(name, line);
  }
  return [...lines.values()];
}

/** Every key of the moment, by section. */
export function ShortcutsSheet({ commands }: { commands: readonly Command[] }) {
  const sections = Map.groupBy(linesOf(commands), (line) => line.section);
  return (
    <div className="columns-2 gap-8 max-md:columns-1">
      {[...sections].map(([section, lines]) => (
        <section key={section} className="mb-5 break-inside-avoid">
          <h3 className="mb-1 text-12 font-semibold text-faint">{section}</h3>
          <dl>
            {lines.map(({ label, keys }) => (
              <div key={label} className="flex min-h-8 items-center justify-between gap-4 border-b text-13">
                <dt>{label}</dt>
                <dd className="flex items-center gap-2">
                  <span className="sr-only">{keys.join(", ")}</span>
                  {keys.map((key) => (
                    <Kbd key={key} keys={key} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
