import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  align?: "start" | "end";
  /** Left out where the screen is narrow. */
  isMinor?: boolean;
  className?: string;
}

export interface TableProps<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  onOpen?: (row: T) => void;
  currentKey?: string | undefined;
}

/** Rows of one kind. A row opens by its first cell's button, by Enter there, or by a click anywhere in it. */
export function Table<T>({ label, columns, rows, keyOf, onOpen, currentKey }: TableProps<T>) {
  return (
    <table aria-label={label} className="w-full border-collapse text-13 tabular-nums">
      <thead>
        <tr className="h-8">
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              className={clsx(
                "sticky top-0 z-[1] border-b bg-surface px-3 font-medium whitespace-nowrap text-muted",
                column.align === "end" ? "text-end" : "text-start",
                column.isMinor && "max-md:hidden",
              )}
            >
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            // Tells one menu for the whole table which row was pressed.
            data-key={keyOf(row)}
            onClick={() => onOpen?.(row)}
            className={clsx(
              "h-11 border-b transition-colors hover:bg-hover",
              onOpen && "cursor-pointer",
              currentKey === keyOf(row) && "bg-selection",
            )}
          >
            {columns.map((column, at) => (
              <td
                key={column.id}
                className={clsx(
                  "px-3",
                  column.align === "end" && "text-end",
                  column.isMinor && "max-md:hidden",
                  column.className,
                )}
              >
                {at === 0 && onOpen ? (
                  <button
                    type="button"
                    onClick={(event) => {
                      event.stopPropagation();
                      onOpen(row);
                    }}
                    className="block w-full text-start"
                  >
                    {column.cell(row)}
                  </button>
                ) : (
                  column.cell(row)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
