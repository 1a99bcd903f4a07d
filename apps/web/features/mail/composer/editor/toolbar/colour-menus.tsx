import { IconButton, Popover } from "@carbyne/ui";
import { type Editor, useEditorState } from "@tiptap/react";
import { Baseline, Highlighter, RemoveFormatting } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { backgrounds, inkOnBackground, textColours } from "../mail-styles.ts";

type Colour = (typeof textColours)[number] | (typeof backgrounds)[number];

export interface PaletteProps {
  label: string;
  colours: readonly Colour[];
  current: string | null;
  noneLabel: string;
  onChoose: (value: string | null) => void;
}

/** A few colours to choose from, and none. */
export function Palette({ label, colours, current, noneLabel, onChoose }: PaletteProps) {
  const t = useTranslations("writing.colours");
  return (
    <div role="group" aria-label={label} className="grid grid-cols-5 gap-1 p-2">
      <IconButton
        label={noneLabel}
        size="small"
        isOn={current === null}
        onClick={() => onChoose(null)}
        className="max-md:size-11"
      >
        <RemoveFormatting aria-hidden="true" />
      </IconButton>
      {colours.map(({ name, value }) => (
        <IconButton
          key={name}
          label={t(name)}
          size="small"
          isOn={current === value}
          onClick={() => onChoose(value)}
          className="max-md:size-11"
        >
          <span style={{ backgroundColor: value }} className="size-5 rounded-full border" />
        </IconButton>
      ))}
    </div>
  );
}

function ColourButton(props: { label: string; icon: ReactNode; palette: Omit<PaletteProps, "label"> }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      label={props.label}
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <IconButton label={props.label} side="top" size="small" className="max-md:size-11">
          {props.icon}
        </IconButton>
      }
    >
      <Palette
        {...props.palette}
        label={props.label}
        onChoose={(value) => {
          setIsOpen(false);
          props.palette.onChoose(value);
        }}
      />
    </Popover>
  );
}

function useMark(editor: Editor, name: "color" | "backgroundColor"): string | null {
  return useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const value: unknown = now.getAttributes("textStyle")[name];
      return typeof value === "string" ? value : null;
    },
  });
}

/** The colour of the text. */
export function ColourMenu({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.colours");
  const current = useMark(editor, "color");
  return (
    <ColourButton
      label={t("text")}
      icon={<Baseline aria-hidden="true" />}
      palette={{
        colours: textColours,
        current,
        noneLabel: t("none"),
        onChoose: (value) => {
          const chain = editor.chain().focus();
          (value === null ? chain.unsetColor() : chain.setColor(value)).run();
        },
      }}
    />
  );
}

/** The colour behind the text. */
export function BackgroundMenu({ editor }: { editor: Editor }) {
  const t = useTranslations("writing.colours");
  const current = useMark(editor, "backgroundColor");
  const colour = useMark(editor, "color");
  return (
    <ColourButton
      label={t("background")}
      icon={<Highlighter aria-hidden="true" />}
      palette={{
        colours: backgrounds,
        current,
        noneLabel: t("noBackground"),
        onChoose: (value) => {
          const chain = editor.chain().focus();
          if (value !== null && colour === null) chain.setColor(inkOnBackground);
          if (value === null && colour === inkOnBackground) chain.unsetColor();
          (value === null ? chain.unsetBackgroundColor() : chain.setBackgroundColor(value)).run();
        },
      }}
    />
  );
}
