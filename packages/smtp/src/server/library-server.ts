import type { Socket } from "node:net";
import type { SecureContext, TLSSocket } from "node:tls";
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from "smtp-server";
import type { SMTPConnection } from "smtp-server/lib/smtp-connection.js";
import type { SmtpLimits, SmtpOptions } from "../options.ts";
import { Connection } from "./connection.ts";

/** smtp-server with our connection. */
export class Server extends SMTPServer {
  readonly #limits: SmtpLimits;
  readonly #bySession = new WeakMap<SMTPServerSession, Connection>();

  constructor(limits: SmtpLimits, options: SMTPServerOptions) {
    super(options);
    this.#limits = limits;
  }

  override connect(socket: Socket | TLSSocket, options?: ConstructorParameters<typeof SMTPConnection>[2]): void {
    const { refusals: maxErrors, commands: maxCommands } = this.#limits;
    const connection = new Connection({ server: this, socket, options, maxErrors, maxCommands });
    this.connections.add(connection);
    this.#bySession.set(connection.session, connection);
    connection.on("error", (error: Error) => this._onError(error));
    connection.on("connect", (data: Parameters<SMTPServer["_onClientConnect"]>[0]) => this._onClientConnect(data));
    connection.init();
  }

  /** Ends the connection of a session, after what was said to it. */
  end(session: SMTPServerSession): void {
    this.#bySession.get(session)?.close();
  }

  /** Ends the connection of somebody whose sign-in holds no more; a message that is on its way is cut off with it. */
  dismiss(session: SMTPServerSession): void {
    this.#bySession.get(session)?.send(421, "4.7.0 your sign-in was ended");
  }

  /** Those that bring no message now need not be waited for. */
  override close(callback?: () => void): void {
    for (const connection of this.connections)
      if (connection instanceof Connection && !connection.isInTransaction)
        connection.send(421, "4.3.2 shutting down, try again soon");
    super.close(callback);
  }
}

/** The certificate of the moment for whatever name is asked for, so that a renewed one is used without a restart. */
export class CurrentContext extends Map<string, SecureContext> {
  readonly #current: () => SecureContext;

  constructor(current: () => SecureContext) {
    super();
    this.#current = current;
  }

  override get(): SecureContext {
    return this.#current();
  }
}

/** What the library is told of our options. */
export function baseOptions(options: SmtpOptions, limits: SmtpLimits): SMTPServerOptions {
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
    lmtp: mode === "lmtp",
    authOptional: mode !== "submission",
    allowInsecureAuth: options.allowsPlaintext ?? false,
    disabledCommands: [
      ...(mode === "submission" ? [] : ["AUTH"]),
      ...(tls ? [] : ["STARTTLS"]),
      "WIZ",
      "SHELL",
      "KILL",
      "XCLIENT",
      "XFORWARD",
    ],
    hideENHANCEDSTATUSCODES: false,
    hideDSN: options.offersReports === false,
    lenientAddressParsing: true,
    // The name is asked for where it is used: a slow resolver must not hold up the greeting.
    disableReverseLookup: true,
    logger: false,
  };
}

/** Listens, and says on which port. */
export function listen(server: SMTPServer, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      const address = listener.address();
      resolve(address && typeof address === "object" ? address.port : port);
    });
    listener.once("error", reject);
  });
}
