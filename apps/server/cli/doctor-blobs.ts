import { maintenance } from "@carbyne/domain";
import type { Cli } from "./command.ts";

const tellEach = 10_000;

/** Reads all content that is kept, and tells what is missing, damaged, or belongs to nothing; what is wrong ends with exit code 1. */
export async function checkBlobs(cli: Cli): Promise<void> {
  let checked = 0;
  const onChecked = (count: number) => {
    if (Math.floor((checked + count) / tellEach) > Math.floor(checked / tellEach))
      cli.progress(`${checked + count} read`);
    checked += count;
  };
  const faults: maintenance.ContentFault[] = [];
  for await (const fault of maintenance.checkContent(cli.ctx, cli.actor, { onChecked })) faults.push(fault);
  const lines = faults.map(({ fault, what, sizeBytes, usedBy }) =>
    fault === "orphan"
      ? `warning  orphan: ${what}, ${sizeBytes} bytes that belong to nothing`
      : `FAULT    ${fault}: ${what}, ${sizeBytes} bytes of ${usedBy.join(", ") || "nothing in use"}`,
  );
  cli.print({ checked, faults }, [...lines, `${checked} contents were read, ${faults.length} findings.`]);
  if (faults.some(({ fault }) => fault !== "orphan")) process.exitCode = 1;
}
