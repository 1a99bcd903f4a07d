import SMTPConnection from "nodemailer/lib/smtp-connection";

export type Message = {
  readonly reversePath: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
};

/** How it ended for one recipient: code and text as the server gave them. */
export type Result = { readonly address: string; readonly code: number; readonly reply: string };

export type Attempt =
  | { readonly status: "answered"; readonly results: readonly Result[]; readonly isEncrypted: boolean }
  /** No transaction came about: another server may still take the message. */
  | { readonly status: "unreachable"; readonly reply: string; readonly isTlsFault: boolean };

export type Door = {
  readonly address: string;
  readonly serverName: string;
  readonly port: number;
  /** How we call ourselves. */
  readonly helo: string;
  readonly tls: "opportunistic" | "required" | "none";
  readonly timeoutMs: number;
};

type Failure = Error & { readonly responseCode?: number; readonly response?: string; readonly code?: string };

/** One mail transaction with one server at one address. */
export async function transact(door: Door, message: Message): Promise<Attempt> {
  const connection = new SMTPConnection({
    host: door.address,
    port: door.port,
    name: door.helo,
    servername: door.serverName,
    requireTLS: door.tls === "required",
    ignoreTLS: door.tls === "none",
    connectionTimeout: Math.min(door.timeoutMs, 30_000),
    greetingTimeout: door.timeoutMs,
    socketTimeout: door.timeoutMs,
    logger: false,
    // Without a policy of the domain nobody vouches for a name: encryption against those who only listen (RFC 7435).
    tls: { rejectUnauthorized: false, servername: door.serverName, minVersion: "TLSv1" },
  });
  try {
    const greeted = await connect(connection);
    if (greeted) return { status: "unreachable", reply: replyOf(greeted), isTlsFault: greeted.code === "ETLS" };
    return { status: "answered", results: await send(connection, message), isEncrypted: connection.secure };
  } finally {
    connection.quit();
  }
}

function connect(connection: SMTPConnection): Promise<Failure | undefined> {
  return new Promise((resolve) => {
    connection.once("error", (error: Failure) => resolve(error));
    connection.connect((error) => resolve(error as Failure | undefined));
  });
}

async function send(connection: SMTPConnection, { reversePath, recipients, raw }: Message): Promise<Result[]> {
  const from = reversePath === "" ? (false as const) : reversePath;
  const envelope = { from, to: [...recipients], size: raw.length, use8BitMime: true };
  const outcome = await new Promise<{
    failure?: Failure;
    accepted?: readonly string[];
    response?: string;
    rejected?: readonly Failure[];
  }>((resolve) => {
    // A connection that breaks in the middle says so here and not to the callback.
    connection.once("error", (failure: Failure) => resolve({ failure }));
    connection.send(envelope, raw, (error, info) => {
      if (error) return resolve({ failure: error as Failure });
      resolve({
        accepted: info?.accepted ?? [],
        response: info?.response ?? "",
        rejected: (info?.rejectedErrors ?? []) as Failure[],
      });
    });
  });
  const refused = new Map(rejectedOf(outcome).map((one) => [one.recipient, one]));
  return recipients.map((address) => {
    const rejection = refused.get(address);
    const failure = rejection ?? outcome.failure;
    if (failure) return { address, code: failure.responseCode ?? 0, reply: replyOf(failure) };
    return { address, code: 250, reply: outcome.response ?? "" };
  });
}

type Rejection = Failure & { readonly recipient?: string };

/** When all recipients are refused the library fails as a whole and keeps the answers in the fault. */
function rejectedOf({ failure, rejected }: { failure?: Failure; rejected?: readonly Failure[] }): Rejection[] {
  const inside =
    failure && "rejectedErrors" in failure ? (failure.rejectedErrors as Rejection[] | undefined) : undefined;
  return [...(rejected ?? []), ...(inside ?? [])];
}

function replyOf(failure: Failure): string {
  return (failure.response ?? failure.message).replace(/[\r\n]+/g, " ").slice(0, 1000);
}
