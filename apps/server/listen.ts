import type { Server as HttpServer } from "node:http";
import type { Server } from "node:net";
import { asStartFault } from "./start-fault.ts";

const drainMs = 5000;

/** Binds a server; an error says in plain words what is in the way. */
export async function listen(server: Server, { port, host }: { port: number; host: string | undefined }) {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => reject(asStartFault(error) ?? error);
    server.once("error", fail);
    const bound = () => {
      server.off("error", fail);
      resolve();
    };
    if (host === undefined) server.listen(port, bound);
    else server.listen(port, host, bound);
  });
  return {
    isOpen: () => server.listening,
    /** Closes the door, lets requests under way end, then cuts what stays. */
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        const http = server as Partial<HttpServer>;
        http.closeIdleConnections?.();
        setTimeout(() => http.closeAllConnections?.(), drainMs).unref();
      }),
  };
}
