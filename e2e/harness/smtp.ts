import SMTPConnection from "nodemailer/lib/smtp-connection";

type Sending = {
  readonly port: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string | Buffer;
  readonly login?: { readonly address: string; readonly password: string };
};

/** Hands a message over SMTP and answers what the server said to it; throws what it refused. */
export async function sendMail({ port, from, to, raw, login }: Sending): Promise<string> {
  const connection = new SMTPConnection({ host: "127.0.0.1", port, tls: { rejectUnauthorized: false }, logger: false });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once("error", reject);
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (login)
      await new Promise<void>((resolve, reject) =>
        connection.login({ user: login.address, pass: login.password }, (error) => (error ? reject(error) : resolve())),
      );
    return await new Promise<string>((resolve, reject) =>
      connection.send({ from: from || false, to: [...to] }, raw, (error, info) =>
        error ? reject(error) : resolve(info?.response ?? ""),
      ),
    );
  } finally {
    connection.quit();
  }
}
