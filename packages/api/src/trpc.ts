import type { administration, Context } from "@carbyne/domain";
import { type Actor, Refusal, type RefusalKind } from "@carbyne/kernel";
import { initTRPC, TRPCError } from "@trpc/server";

/** What a call comes with. The door has found out who asks and that the browser itself asks for its own page. */
export type Call = {
  readonly domain: Context;
  readonly actor: Actor | null;
  readonly ip: string;
  readonly userAgent: string;
  readonly version: string;
  /** Where this server is found by browsers, such as `https://mail.example.org`. */
  readonly origin: string;
  /** Where mail programs find the server. */
  readonly mailServers: administration.MailServers;
  /** The state of each role, for administrators. */
  readonly roles: () => Promise<readonly RoleState[]>;
  /** Gives the browser a session, or takes it away with null. */
  setSession(secret: string | null): void;
  /** What the browser was given to be known again by. */
  readonly device: string | null;
  setDevice(secret: string): void;
};

export type RoleState = {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** ISO 8601. */
  readonly since: string | null;
};

const codes = {
  unauthenticated: "UNAUTHORIZED",
  forbidden: "FORBIDDEN",
  "not-found": "NOT_FOUND",
  conflict: "CONFLICT",
  invalid: "BAD_REQUEST",
  "too-large": "PAYLOAD_TOO_LARGE",
  "over-quota": "PAYLOAD_TOO_LARGE",
  "too-many": "TOO_MANY_REQUESTS",
  busy: "SERVICE_UNAVAILABLE",
} as const satisfies Record<RefusalKind, TRPCError["code"]>;

/** A Refusal in the shape that tRPC carries. */
export function asTrpc(refusal: Refusal): TRPCError {
  return new TRPCError({ code: codes[refusal.kind], message: refusal.reason, cause: refusal });
}

const t = initTRPC.context<Call>().create({
  isDev: false,
  // The browser puts a refusal into words; of anything else it learns that something broke, and nothing more.
  errorFormatter({ shape, error }) {
    const { cause } = error;
    const isRefusal = cause instanceof Refusal;
    const refusal = isRefusal ? { kind: cause.kind, reason: cause.reason, params: cause.params } : null;
    const message = error.code === "INTERNAL_SERVER_ERROR" ? "internal error" : shape.message;
    return { ...shape, message, data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal } };
  },
});

export const { router } = t;

/** Translates a Refusal for tRPC's transports, and logs what is none: the one place for both. */
const doors = t.procedure.use(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const { cause } = result.error;
  if (cause instanceof Refusal) throw asTrpc(cause);
  if (result.error.code === "INTERNAL_SERVER_ERROR")
    ctx.domain.log.error({ err: cause ?? result.error, path }, "call failed");
  return result;
});

/** For everybody, signed in or not. */
export const open = doors;

/** For a person with a session, and for guests of a room of the chat: of what the chat has for them, and of their room alone. */
export const inRoom = doors.use(({ ctx, next }) => {
  if (!ctx.actor) throw new Refusal("unauthenticated", "sign-in-needed");
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});

/** For a person with a session. */
export const signedIn = doors.use(({ ctx, next }) => {
  if (!ctx.actor || ctx.actor.kind === "guest") throw new Refusal("unauthenticated", "sign-in-needed");
  return next({ ctx: { ...ctx, actor: ctx.actor } });
});

/** For administrators; which of them may do what is the domain's to say. */
export const admin = signedIn;
