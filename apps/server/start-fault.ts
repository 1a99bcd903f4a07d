/** Something in the way of starting that the owner of the machine can change: told in its own words, without a stack. */
export class StartFault extends Error {}

/** The fault that a failure to start stands for, if it is one that has words. */
export function asStartFault(error: unknown): StartFault | undefined {
  if (error instanceof StartFault) return error;
  const { code, syscall, port } = error as Partial<NodeJS.ErrnoException & { port: number }>;
  if (syscall !== "listen" || port === undefined) return undefined;
  return new StartFault(portFault(code, port), { cause: error });
}

function portFault(code: string | undefined, port: number): string {
  if (code === "EADDRINUSE") return `port ${port} is taken by another program`;
  if (code === "EACCES") return `port ${port} may only be opened by root`;
  if (code === "EADDRNOTAVAIL")
    return `port ${port} cannot be opened: CARBYNE_LISTEN_HOST is no address of this machine`;
  return `port ${port} cannot be opened: ${code}`;
}
