import { Command } from "cmdk";
import { Search } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Kbd } from "./kbd.tsx";

export interface PaletteCommand {
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string | undefined;
  section: string;
  run: () => void;
}

export interface CommandPaletteProps {
  isOpen: boolean;
  onClose: () => void;
  commands: readonly PaletteCommand[];
  title: string;
  placeholder: string;
  emptyText: string;
  /** An act made from what was typed, such as a search. */
  fallback?: (text: string) => PaletteCommand | null;
}

/** Everything that can be done here, found by typing. */
export function CommandPalette(props: CommandPaletteProps) {
  const [text, setText] = useState("");
  const fallback = text.trim() === "" ? null : (props.fallback?.(text.trim()) ?? null);
  const sections = [...new Set(props.commands.map((command) => command.section))];
  const close = () => {
    setText("");
    props.onClose();
  };

  const line = (command: PaletteCommand, isAlways: boolean) => (
    <Command.Item
      key={command.id}
      value={command.id}
      keywords={[command.label, command.section]}
      forceMount={isAlways}
      onSelect={() => {
        close();
        command.run();
      }}
      className="flex h-9 items-center gap-3 rounded-1 px-2.5 text-14 select-none aria-selected:bg-hover max-md:h-11 [&>svg]:size-4 [&>svg]:text-muted"
    >
      {command.icon ?? <span className="w-4 shrink-0" />}
      <span className="min-w-0 flex-1 truncate">{command.label}</span>
      {command.keys ? <Kbd keys={command.keys} /> : null}
    </Command.Item>
  );

  return (
    <Radix.Root open={props.isOpen} onOpenChange={(open) => !open && close()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-scrim animate-appear" />
        <Radix.Content
          data-modal=""
          aria-describedby={undefined}
          className="fixed top-[12vh] left-1/2 z-30 w-[calc(100vw-32px)] max-w-[600px] -translate-x-1/2 overflow-hidden rounded-3 border bg-raised shadow-modal animate-appear"
        >
          <Radix.Title className="sr-only">{props.title}</Radix.Title>
          <Command label={props.title} loop>
            <div className="flex items-center gap-3 border-b px-4">
              <Search size={18} className="text-faint" aria-hidden="true" />
              <Command.Input
                value={text}
                onValueChange={setText}
                placeholder={props.placeholder}
                className="h-12 flex-1 bg-transparent text-16 outline-none placeholder:text-faint"
              />
            </div>
            <Command.List className="max-h-[min(420px,60vh)] overflow-auto p-2 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-12 [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-faint">
              <Command.Empty className="px-3 py-6 text-center text-13 text-muted">{props.emptyText}</Command.Empty>
              {sections.map((section) => (
                <Command.Group key={section} heading={section}>
                  {props.commands.filter((command) => command.section === section).map((c) => line(c, false))}
                </Command.Group>
              ))}
              {fallback ? line(fallback, true) : null}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
