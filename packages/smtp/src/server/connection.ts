// Invariants: what was said before TLS is forgotten when TLS begins (the library's `upgrade`); a message is answered 2xx only after the backend took it;
// every refused command counts towards the end of the connection, whoever refused it.
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { SMTPServer } from "smtp-server";
import { SMTPConnection } from "smtp-server/lib/smtp-connection.js";
import { Parser } from "./parser.ts";
import { readPathCommand } from "./path.ts";

const enhanced = /^[245]\.\d{1,3}\.\d{1,3} /;

type Input = {
  readonly server: SMTPServer;
  readonly socket: Socket | TLSSocket;
  readonly options: ConstructorParameters<typeof SMTPConnection>[2];
  /** Refused commands after which the connection ends. */
  readonly maxErrors: number;
  /** Commands without a message among them after which the connection ends. */
  readonly maxCommands: number;
};

/** smtp-server's connection with our parser, our reading of paths, exact status codes and an end to patience. */
export class Connection extends SMTPConnection {
  readonly #input: Input;
  #errors = 0;
  #commands = 0;

  constructor(input: Input) {
    super(input.server, input.socket, input.options);
    this.#input = input;
  }

  /** Without the library's wait of 100 ms, which is an answer to spammers of another time and the whole cost of a short connection. */
  override init(): void {
    this._setListeners(() => {
      const { maxClients } = this._server.options;
      if (maxClients && this._server.connections.size > maxClients)
        return this.send(421, "4.3.2 too many connections, try again later");
      this.connectionReady();
    });
  }

  override _createParser(): Parser {
    const { maxCommandLength } = this._server.options;
    const parser = new Parser(maxCommandLength === undefined ? {} : { maxCommandLength });
    parser.oncommand = (command, callback) => this._onCommand(command, callback);
    parser.on("error", () => this.send(421, "5.5.2 the line is too long"));
    return parser;
  }

  override _onCommand(...[command, callback]: Parameters<SMTPConnection["_onCommand"]>): void {
    if (++this.#commands > this.#input.maxCommands) return this.send(421, "4.7.0 too many commands, good bye");
    super._onCommand(command, callback);
  }

  /**
   * A text that brings its own enhanced status code (RFC 2034 §4) is sent with it: the library knows one for each reply code only, and 550 stands for
   * a missing mailbox as well as for a policy.
   */
  override send(...[code, data, context]: Parameters<SMTPConnection["send"]>): void {
    super.send(code, data, typeof data === "string" && enhanced.test(data) ? false : context);
    if (code >= 400 && code !== 421 && ++this.#errors >= this.#input.maxErrors)
      super.send(421, "4.7.0 too many errors, good bye", false);
  }

  /** A MAIL that was refused leaves nothing of its parameters for the next one. */
  override handler_MAIL(...[command, callback]: Parameters<SMTPConnection["handler_MAIL"]>): void {
    if (!this.session.envelope.mailFrom) this._resetSession();
    super.handler_MAIL(command, callback);
  }

  override handler_DATA(...[command, callback]: Parameters<SMTPConnection["handler_DATA"]>): void {
    this.#commands = 0;
    super.handler_DATA(command, callback);
  }

  override _parseAddressCommand(
    ...[name, command]: Parameters<SMTPConnection["_parseAddressCommand"]>
  ): ReturnType<SMTPConnection["_parseAddressCommand"]> {
    const verb = name.trim().toUpperCase() === "MAIL FROM" ? "MAIL FROM" : "RCPT TO";
    const read = readPathCommand(verb, command.toString());
    if (!read) return false;
    const { address, parameters } = read;
    return { address, args: parameters.size > 0 ? Object.fromEntries(parameters) : false };
  }

  /** Whether a message is on its way, so that cutting the connection now would cost it. */
  get isInTransaction(): boolean {
    return Boolean(this._dataStream) || Boolean(this.session.envelope?.mailFrom);
  }
}
