import type { Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { SecureContext, TLSSocket } from "node:tls";
import { Refusal } from "@carbyne/kernel";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import type { Backend } from "../backend.ts";
import { defaultLimits, type SmtpLimits, type SmtpOptions } from "../options.ts";
import { Connection } from "./connection.ts";
import { createBudget, receive } from "./receive.ts";
import { replyOf, SmtpReply, tryAgain } from "./reply.ts";
import { envelopeOf, peerOf, refuseUnknownParameters, sessionOf } from "./session.ts";

class Server extends SMTPServer {
  override connect(socket: Socket | TLSSocket, options?: ConstructorParameters<typeof Connection>[2]): void {
    const connection = new Connection(this, socket, options);
    this.connections.add(connection);
    connection.on("error", (error: Error) => this._onError(error));
    connection.on("connect", (data: Parameters<SMTPServer["_onClientConnect"]>[0]) => this._onClientConnect(data));
    connection.init();
  }
}

/** The certificate of the moment for whatever name is asked for, so that a renewed one is used without a restart. */
class CurrentContext extends Map<string, SecureContext> {
  readonly #current: () => SecureContext;

  constructor(current: () => SecureContext) {
    super();
    this.#current = current;
  }

  override get(): SecureContext {
    return this.#current();
  }
}

type Done = (error?: Error | null) => void;

/** An SMTP server over smtp-server: RFC 5321, with the extensions that its EHLO names. */
export function createSmtpServer<Principal>(options: SmtpOptions, backend: Backend<Principal>) {
  const limits: SmtpLimits = { ...defaultLimits, ...options.limits };
  const door = doorOf(options);
  const budget = createBudget(limits.inFlightBytes);
  const byAddress = new Map<string, number>();
  const failures = new WeakMap<SMTPServerSession, number>();
  const counted = new WeakSet<SMTPServerSession>();

  const refuseAfter = (session: SMTPServerSession, max: number) => {
    const count = (failures.get(session) ?? 0) + 1;
    failures.set(session, count);
    if (count >= max) throw new SmtpReply(421, "4.7.0 too many errors, good bye");
  };

  const server = new Server({
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
        await backend.mailFrom?.(sessionOf(session), address.address);
      }),
    onRcptTo: (address, session, done) =>
      void door(done, async () => {
        refuseUnknownParameters(address, "recipient");
        try {
          await backend.recipient(sessionOf(session), address.address);
        } catch (error) {
          // Somebody is guessing names.
          refuseAfter(session, limits.refusals);
          throw error;
        }
      }),
    onData: (stream, session, done) => {
      let text = "2.0.0 OK";
      const finish: Done = (error) => done(error, error ? undefined : text);
      void door(finish, async () => {
        const { raw, taken } = await receive(stream, { maxBytes: limits.messageBytes, budget });
        try {
          ({ text } = await backend.deliver(sessionOf(session), envelopeOf(session.envelope), raw));
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

function baseOptions(options: SmtpOptions, limits: SmtpLimits): SMTPServerOptions {
  const { tls, mode } = options;
  return {
    name: options.hostname,
    secure: options.isImplicitTls ?? false,
    size: limits.messageBytes,
    maxRecipients: limits.recipients,
    maxClients: limits.connections,
    socketTimeout: limits.idleMs,
    closeTimeout: 10_000,
    maxCommandLength: 12_288,
    authMethods: ["PLAIN", "LOGIN"],
    authOptional: mode === "mx",
    allowInsecureAuth: options.allowsPlaintext ?? false,
    disabledCommands: [
      ...(mode === "mx" ? ["AUTH"] : []),
      ...(tls ? [] : ["STARTTLS"]),
      "WIZ",
      "SHELL",
      "KILL",
      "XCLIENT",
      "XFORWARD",
    ],
    hideENHANCEDSTATUSCODES: false,
    hideDSN: false,
    lenientAddressParsing: true,
    // The name is asked for where it is used: a slow resolver must not hold up the greeting.
    disableReverseLookup: true,
    logger: false,
  };
}

function listen(server: SMTPServer, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      const address = listener.address();
      resolve(address && typeof address === "object" ? address.port : port);
    });
    listener.once("error", reject);
  });
}
