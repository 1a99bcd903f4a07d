import { Button, Input, Popover } from "@carbyne/ui";
import { type NodeViewProps, NodeViewWrapper } from "@tiptap/react";
import { clsx } from "clsx";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

const smallestPx = 24;
const smallPx = 240;
const stepPx = 16;
/** Wider than any message is read. */
const widestPx = 1200;

/** A picture that can be made larger and smaller by its corner, and given words. */
export function PictureView({ node, editor, getPos, deleteNode, selected }: NodeViewProps) {
  const t = useTranslations("writing.picture");
  const picture = useRef<HTMLImageElement>(null);
  const { src, alt, width } = node.attrs as { src: string; alt: string | null; width: number | null };
  const [dragged, setDragged] = useState<number | null>(null);
  const shown = dragged ?? width;

  const shownWidth = () => Math.round(picture.current?.getBoundingClientRect().width ?? smallPx);
  /** Attribute by attribute: the picture stays selected, as it would not if it was put in anew. */
  const change = (attributes: Readonly<Record<string, unknown>>) =>
    editor.commands.command(({ tr }) => {
      const at = getPos();
      if (at === undefined) return false;
      for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(at, name, value);
      return true;
    });
  const resize = (next: number | null) =>
    change({ width: next === null ? null : Math.min(widestPx, Math.max(smallestPx, next)), height: null });

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault();
    const handle = event.currentTarget;
    const from = { x: event.clientX, width: shownWidth() };
    const isRightToLeft = getComputedStyle(handle).direction === "rtl";
    const widthAt = (x: number) => Math.max(smallestPx, from.width + (isRightToLeft ? from.x - x : x - from.x));
    handle.setPointerCapture(event.pointerId);
    let last = from.x;
    const onMove = (move: globalThis.PointerEvent) => {
      last = move.clientX;
      setDragged(widthAt(last));
    };
    handle.addEventListener("pointermove", onMove);
    handle.addEventListener(
      "lostpointercapture",
      () => {
        handle.removeEventListener("pointermove", onMove);
        setDragged(null);
        resize(widthAt(last));
      },
      { once: true },
    );
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(shownWidth() + step * stepPx);
  };

  return (
    <NodeViewWrapper as="span" className="relative inline-block max-w-full align-bottom">
      <img
        ref={picture}
        src={src}
        alt={alt ?? ""}
        width={shown ?? undefined}
        data-drag-handle=""
        className={clsx(selected && "outline-2 outline-focus")}
      />
      {selected || dragged !== null ? (
        <>
          <span
            role="slider"
            tabIndex={0}
            aria-label={t("resize")}
            aria-valuenow={shown ?? shownWidth()}
            aria-valuemin={smallestPx}
            aria-valuemax={widestPx}
            contentEditable={false}
            onPointerDown={onPointerDown}
            onKeyDown={onKeyDown}
            className="absolute end-0 bottom-0 size-4 translate-x-1/2 translate-y-1/2 cursor-nwse-resize touch-none rounded-full border-2 border-surface bg-accent rtl:-translate-x-1/2 rtl:cursor-nesw-resize max-md:size-6"
          />
          <span
            contentEditable={false}
            className="absolute start-0 top-full z-10 mt-2 flex w-max max-w-[calc(100vw-32px)] flex-wrap gap-0.5 rounded-1 border bg-raised p-0.5 shadow-floating"
          >
            <Button look="quiet" onClick={() => resize(smallPx)}>
              {t("small")}
            </Button>
            <Button look="quiet" onClick={() => resize(widestPx)}>
              {t("fit")}
            </Button>
            <Button look="quiet" onClick={() => resize(null)}>
              {t("original")}
            </Button>
            <AltText alt={alt ?? ""} onChange={(text) => change({ alt: text })} />
            <Button look="quiet" onClick={deleteNode}>
              {t("remove")}
            </Button>
          </span>
        </>
      ) : null}
    </NodeViewWrapper>
  );
}

function AltText({ alt, onChange }: { alt: string; onChange: (text: string) => void }) {
  const t = useTranslations("writing.picture");
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState(alt);
  return (
    <Popover
      label={t("alt")}
      isOpen={isOpen}
      onOpenChange={(next) => {
        setText(alt);
        setIsOpen(next);
      }}
      trigger={<Button look={alt === "" ? "quiet" : "ink"}>{t("alt")}</Button>}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          onChange(text.trim());
          setIsOpen(false);
        }}
        className="flex max-w-[calc(100vw-32px)] items-end gap-2 p-3 max-md:flex-col max-md:items-stretch"
      >
        <label className="flex flex-col gap-1 text-13 text-muted">
          {t("altHint")}
          <Input autoFocus value={text} maxLength={500} onChange={(event) => setText(event.target.value)} />
        </label>
        <Button type="submit" look="primary">
          {t("apply")}
        </Button>
      </form>
    </Popover>
  );
}
