import { SMTPConnection } from "smtp-server/lib/smtp-connection.js";

const enhanced = /^[245]\.\d{1,3}\.\d{1,3} /;

/**
 * smtp-server's connection with one change: a text that brings its own enhanced status code (RFC 2034 §4) is sent with it, because the library
 * knows one for each reply code only, and 550 stands for a missing mailbox as well as for a policy.
 */
export class Connection extends SMTPConnection {
  override send(...[code, data, context]: Parameters<SMTPConnection["send"]>): void {
    super.send(code, data, typeof data === "string" && enhanced.test(data) ? false : context);
  }
}
