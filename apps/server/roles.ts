import type { Service } from "./app.ts";
import type { RoleName } from "./env.ts";

/** What each role runs. Read only by the processes that run it, so that none loads what another needs. */
const loaders: Readonly<Record<RoleName, () => Promise<readonly Service[]>>> = {
  http: async () => [(await import("./services/http.ts")).http],
  mail: async () => {
    const [smtp, submission, imap, pop3] = await Promise.all([
      import("./services/smtp.ts"),
      import("./services/submission.ts"),
      import("./services/imap.ts"),
      import("./services/pop3.ts"),
    ]);
    return [smtp.smtp, ...submission.services, ...imap.services, ...pop3.services];
  },
  sfu: async () => [(await import("./services/sfu.ts")).sfu],
  jobs: async () => (await import("./services/jobs.ts")).services,
};

/** The services of some roles. */
export async function servicesOf(roles: readonly RoleName[]): Promise<Service[]> {
  return (await Promise.all(roles.map((role) => loaders[role]()))).flat();
}
