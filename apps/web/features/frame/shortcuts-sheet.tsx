import { Kbd } from "@carbyne/ui";
import type { Command } from "../../client/commands.ts";

/** Every key of the moment, by section. */
export function ShortcutsSheet({ commands }: { commands: readonly Command[] }) {
  const seen = new Set<string>();
  const keyed = commands.filter((command) => {
    if (command.keys === undefined || seen.has(command.keys)) return false;
    seen.add(command.keys);
    return true;
  });
  const sections = [...new Set(keyed.map((command) => command.section))];
  return (
    <div className="columns-2 gap-8 max-md:columns-1">
      {sections.map((section) => (
        <section key={section} className="mb-5 break-inside-avoid">
          <h3 className="mb-1 text-12 font-semibold text-faint">{section}</h3>
          <dl>
            {keyed
              .filter((command) => command.section === section)
              .map((command) => (
                <div key={command.id} className="flex min-h-8 items-center justify-between gap-4 border-b text-13">
                  <dt>{command.label}</dt>
                  <dd>
                    <span className="sr-only">{command.keys}</span>
                    <Kbd keys={command.keys ?? ""} />
                  </dd>
                </div>
              ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
