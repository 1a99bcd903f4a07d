import {
  type KeyboardEvent,
  memo,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { type Cell, type EmojiGroup, type EmojiRow, type Move, movedFrom, type Spot } from "./emoji-rows.ts";

export interface EmojiGridHandle {
  /** Brings the keyboard in. */
  focus: () => void;
  showGroup: (name: EmojiGroup) => void;
}

interface EmojiGridProps {
  label: string;
  rows: readonly EmojiRow[];
  columns: number;
  cellPx: number;
  groupNames: Readonly<Record<EmojiGroup, string>>;
  /** Said when there is nothing. */
  empty: string;
  moveOf: (event: KeyboardEvent) => Move | undefined;
  onChoose: (sign: string) => void;
  /** Told what is under the pointer or the keyboard. */
  onPoint: (cell: Cell | null) => void;
  /** Told which group is in sight. */
  onGroup: (name: EmojiGroup) => void;
  ref?: Ref<EmojiGridHandle>;
}

const spareRows = 3;
const heightPx = 288;

/** The emoji in lines of equal height, of which only those in sight are drawn. One stop of the Tab key; arrows move within. */
export function EmojiGrid(props: EmojiGridProps) {
  const { rows, cellPx, columns, onChoose, onPoint, onGroup } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [firstRow, setFirstRow] = useState(0);
  const [spot, setSpot] = useState<Spot | null>(null);
  const hasKeyboard = useRef(false);
  const start = movedFrom(rows, { row: 0, column: 0 }, "start");
  const here = spot ?? start;

  // What is looked for begins at its top.
  const shownRows = useRef(rows);
  useLayoutEffect(() => {
    if (shownRows.current === rows) return;
    const isOther = shownRows.current.length !== rows.length;
    shownRows.current = rows;
    if (!isOther) return;
    setSpot(null);
    setFirstRow(0);
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [rows]);

  const show = ({ row }: Spot) => {
    const element = scroller.current;
    if (!element) return;
    // With the heading above it, when there is one.
    const hasHeading = rows[row - 1] !== undefined && "heading" in (rows[row - 1] ?? {});
    const top = (hasHeading ? row - 1 : row) * cellPx;
    if (top < element.scrollTop) element.scrollTop = top;
    else if ((row + 1) * cellPx > element.scrollTop + heightPx) element.scrollTop = (row + 1) * cellPx - heightPx;
    setFirstRow(Math.floor(element.scrollTop / cellPx));
  };
  const go = (to: Spot) => {
    hasKeyboard.current = true;
    setSpot(to);
    show(to);
  };
  useEffect(() => {
    if (!hasKeyboard.current) return;
    hasKeyboard.current = false;
    scroller.current
      ?.querySelector<HTMLElement>(`[data-row="${here.row}"] [data-column="${here.column}"]`)
      ?.focus({ preventScroll: true });
  });

  useImperativeHandle(props.ref, () => ({
    focus: () => {
      if (rows.length > 0) go(here);
    },
    showGroup: (name) => {
      const row = rows.findIndex((one) => "heading" in one && one.heading === name);
      if (row !== -1 && scroller.current) scroller.current.scrollTop = row * cellPx;
    },
  }));

  const onScroll = () => {
    const row = Math.floor((scroller.current?.scrollTop ?? 0) / cellPx);
    if (row === firstRow) return;
    setFirstRow(row);
    const heading = rows.slice(0, row + 1).findLast((one) => "heading" in one);
    if (heading && "heading" in heading) onGroup(heading.heading);
  };

  if (rows.length === 0)
    return <p className="grid h-72 place-items-center p-4 text-center text-13 text-muted">{props.empty}</p>;
  const from = Math.max(0, firstRow - spareRows);
  const to = Math.min(rows.length, firstRow + Math.ceil(heightPx / cellPx) + spareRows);
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length}
      aria-colcount={columns}
      // Where the keyboard stands may not be drawn: then the whole takes it.
      tabIndex={here.row >= from && here.row < to ? -1 : 0}
      onScroll={onScroll}
      onKeyDown={(event) => {
        const move = props.moveOf(event);
        if (move === undefined) return;
        event.preventDefault();
        go(event.target === event.currentTarget ? here : movedFrom(rows, here, move));
      }}
      onMouseLeave={() => onPoint(null)}
      className="relative h-72 overflow-y-auto overscroll-contain"
    >
      <div role="presentation" className="relative" style={{ height: rows.length * cellPx }}>
        {rows.slice(from, to).map((row, past) => (
          <Row
            key={from + past}
            at={from + past}
            row={row}
            heading={"heading" in row ? props.groupNames[row.heading] : ""}
            cellPx={cellPx}
            columns={columns}
            active={from + past === here.row ? here.column : -1}
            onChoose={onChoose}
            onPoint={onPoint}
            onSpot={setSpot}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  at: number;
  row: EmojiRow;
  heading: string;
  cellPx: number;
  columns: number;
  /** The column that Tab comes to; -1 for none. */
  active: number;
  onChoose: (sign: string) => void;
  onPoint: (cell: Cell | null) => void;
  onSpot: (spot: Spot) => void;
}

const Row = memo(function Row({ at, row, heading, cellPx, columns, active, onChoose, onPoint, onSpot }: RowProps) {
  const place = { height: cellPx, top: at * cellPx };
  if ("heading" in row)
    return (
      <div role="row" aria-rowindex={at + 1} className="absolute inset-x-0 flex items-end" style={place}>
        <span role="gridcell" aria-colspan={columns} className="px-1.5 pb-1 text-12 font-medium text-muted">
          {heading}
        </span>
      </div>
    );
  return (
    <div role="row" data-row={at} aria-rowindex={at + 1} className="absolute inset-x-0 flex" style={place}>
      {row.cells.map((cell, column) => (
        <span key={column} role="gridcell" aria-colindex={column + 1}>
          <button
            type="button"
            data-column={column}
            tabIndex={column === active ? 0 : -1}
            aria-label={cell.emoji.name}
            onClick={() => onChoose(cell.sign)}
            onMouseEnter={() => onPoint(cell)}
            onFocus={() => {
              onPoint(cell);
              onSpot({ row: at, column });
            }}
            style={{ width: cellPx, height: cellPx }}
            className="grid place-items-center rounded-1 text-20 leading-none hover:bg-hover focus:bg-accent-soft"
          >
            {cell.sign}
          </button>
        </span>
      ))}
    </div>
  );
});
