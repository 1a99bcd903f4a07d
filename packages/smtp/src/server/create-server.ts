import { setTimeout as pause } from "node:timers/promises";
import { Refusal } from "@carbyne/kernel";
import type { SMTPServerSession } from "smtp-server";
import type { Backend, Recipient } from "../backend.ts";
import { defaultLimits, type SmtpLimits, type SmtpOptions } from "../options.ts";
import { baseOptions, CurrentContext, listen, Server } from "./library-server.ts";
import { createBudget, receive } from "./receive.ts";
import { replyOf, SmtpReply, tryAgain } from "./reply.ts";
import { envelopeOf, peerOf, refuseStrayUtf8, refuseUnknownParameters, sessionOf } from "./session.ts";

type Done = (error?: Error | null) => void;
type Answer = string | SmtpReply | readonly (string | SmtpReply)[];

/** An SMTP server over smtp-server: RFC 5321, with the extensions that its EHLO names. */
export function createSmtpServer<Principal>(options: SmtpOptions, backend: Backend<Principal>) {
  const limits: SmtpLimits = { ...defaultLimits, ...options.limits };
  const door = doorOf(options);
  const budget = createBudget(limits.inFlightBytes);
  const byAddress = new Map<string, number>();
  const failures = new WeakMap<SMTPServerSession, number>();
  const counted = new WeakSet<SMTPServerSession>();
  const unwatch = new WeakMap<SMTPServerSession, () => void>();

  const refuseAfter = (session: SMTPServerSession, max: number) => {
    const count = (failures.get(session) ?? 0) + 1;
    failures.set(session, count);
    if (count >= max) throw new SmtpReply(421, "4.7.0 too many errors, good bye");
  };

  const server = new Server(limits, {
    ...baseOptions(options, limits),
    onConnect: (session, done) =>
      void door(done, async () => {
        const open = (byAddress.get(session.remoteAddress) ?? 0) + 1;
        byAddress.set(session.remoteAddress, open);
        counted.add(session);
        if (open > limits.connectionsPerAddress)
          throw new SmtpReply(421, "4.7.0 too many connections from your address");
        await backend.connect?.(peerOf(session));
      }),
    onClose: (session) => {
      unwatch.get(session)?.();
      if (!counted.has(session)) return;
      const open = (byAddress.get(session.remoteAddress) ?? 1) - 1;
      if (open > 0) byAddress.set(session.remoteAddress, open);
      else byAddress.delete(session.remoteAddress);
    },
    onAuth: ({ username, password }, session, done) => {
      let user: Principal | undefined;
      const finish: Done = (error) => done(error, error ? undefined : { user });
      void door(finish, async () => {
        try {
          user = await backend.authenticate?.({
            user: username ?? "",
            password: password ?? "",
            peer: peerOf(session),
          });
          const stop = user === undefined ? undefined : backend.onEnd?.(user, () => server.dismiss(session));
          if (stop) unwatch.set(session, stop);
        } catch (error) {
          if (error instanceof Refusal && error.kind === "unauthenticated") {
            await pause(limits.authDelayMs);
            refuseAfter(session, limits.authFailures);
          }
          throw error;
        }
      });
    },
    onMailFrom: (address, session, done) =>
      void door(done, async () => {
        refuseUnknownParameters(address, "mail");
        refuseStrayUtf8(address.address, session.envelope.smtpUtf8 ?? false);
        await backend.mailFrom?.(sessionOf(session), address.address);
      }),
    onRcptTo: (address, session, done) =>
      void door(done, async () => {
        refuseUnknownParameters(address, "recipient");
        refuseStrayUtf8(address.address, session.envelope.smtpUtf8 ?? false);
        await backend.recipient(sessionOf(session), address.address);
      }),
    onData: (stream, session, done) => {
      let answer: Answer = "2.0.0 OK";
      const finish: Done = (error) => {
        // The library takes an array of answers, one for each recipient of LMTP, which its types do not say.
        done(error, error ? undefined : (answer as string));
        if (error instanceof SmtpReply && error.endsConnection) server.end(session);
      };
      void door(finish, async () => {
        const { messageBytes: maxBytes, messageMs: maxMs } = limits;
        const { raw, taken } = await receive(stream, { maxBytes, maxMs, budget });
        try {
          const envelope = envelopeOf(session.envelope);
          const { text, refused } = await backend.deliver(sessionOf(session), envelope, raw);
          answer = options.mode === "lmtp" ? envelope.recipients.map(lmtpAnswers(options, text, refused)) : text;
        } finally {
          budget.give(taken);
        }
      });
    },
  });
  if (options.tls) server.secureContext = new CurrentContext(options.tls);
  server.on("error", (error: Error) => options.log.debug({ err: error }, "smtp connection failed"));
  return {
    listen: ({ port, host }: { port: number; host?: string | undefined }) => listen(server, port, host),
    /** Takes no new connection, ends idle ones, lets messages under way be answered. */
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
    connections: () => server.connections.size,
  };
}

/** What LMTP says of each recipient, RFC 2033 §4.2. */
function lmtpAnswers(options: SmtpOptions, text: string, refused: ReadonlyMap<string, Refusal> | undefined) {
  return ({ address }: Recipient): string | SmtpReply => {
    const refusal = refused?.get(address);
    return refusal ? replyOf(refusal, (one) => options.words(one)) : text;
  };
}

/** Runs a step of the backend and answers: the package's only catch. */
function doorOf(options: SmtpOptions) {
  return async (done: Done, work: () => Promise<void>): Promise<void> => {
    let failure: Error | null = null;
    try {
      await work();
    } catch (error) {
      if (error instanceof SmtpReply) failure = error;
      else if (error instanceof Refusal) failure = replyOf(error, (refusal) => options.words(refusal));
      else {
        options.log.error({ err: error }, "smtp command failed");
        failure = tryAgain;
      }
    }
    done(failure);
  };
}
