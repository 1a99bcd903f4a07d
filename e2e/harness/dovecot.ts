import { spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";

/** Debian's dovecot for one account, with mail of its own, below a folder. Its password is `secret`. */
export async function startDovecot(folder: string): Promise<{ port: number; maildir: string; stop: () => void }> {
  const base = path.join(folder, "dovecot");
  const maildir = path.join(base, "mail");
  for (const place of ["", ".Sent/", ".Projects.Roof/"])
    for (const kind of ["cur", "new", "tmp"]) mkdirSync(path.join(maildir, place, kind), { recursive: true });
  // Dovecot takes a message's date from its file.
  const put = (name: string, text: string) => {
    writeFileSync(path.join(maildir, name), text);
    utimesSync(path.join(maildir, name), 1_000_000_000, 1_000_000_000);
  };
  put("cur/1000000000.M1.host:2,FS", "From: a@x.example\r\nSubject: One\r\nMessage-ID: <1@x>\r\n\r\none\r\n");
  put("new/1000000001.M2.host", "From: a@x.example\r\nSubject: Two\r\n\r\ntwo\r\n");
  put(".Sent/cur/1000000002.M3.host:2,S", "From: me@x.example\r\nSubject: Sent\r\nMessage-ID: <3@x>\r\n\r\nsent\r\n");
  put(
    ".Projects.Roof/cur/1000000003.M4.host:2,",
    "From: b@x.example\r\nSubject: Roof\r\nMessage-ID: <4@x>\r\n\r\nroof\r\n",
  );
  const port = await freePort();
  const config = [
    `base_dir = ${base}/run`,
    `log_path = ${base}/log`,
    "protocols = imap",
    "ssl = no",
    "disable_plaintext_auth = no",
    "default_internal_user = nobody",
    "default_login_user = nobody",
    "default_internal_group = nogroup",
    `mail_location = maildir:${maildir}`,
    "mail_uid = nobody",
    "mail_gid = nogroup",
    "first_valid_uid = 1",
    "first_valid_gid = 1",
    "namespace inbox {\n inbox = yes\n separator = /\n mailbox Sent {\n special_use = \\Sent\n }\n}",
    "passdb {\n driver = static\n args = password=secret\n}",
    `userdb {\n driver = static\n args = uid=nobody gid=nogroup home=${base}\n}`,
    `service imap-login {\n inet_listener imap {\n address = 127.0.0.1\n port = ${port}\n }\n inet_listener imaps {\n port = 0\n }\n chroot =\n}`,
    "service anvil {\n chroot =\n}",
    "service stats {\n chroot =\n}",
  ];
  const file = path.join(base, "dovecot.conf");
  writeFileSync(file, `${config.join("\n")}\n`);
  spawnSync("chown", ["-R", "nobody", base]);
  chmodSync(base, 0o755);
  const server = spawn("/usr/sbin/dovecot", ["-F", "-c", file], { stdio: "ignore" });
  for (let tries = 0; tries < 100; tries++) {
    if (await canConnect(port)) return { port, maildir, stop: () => void server.kill("SIGTERM") };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(
    `dovecot did not start: ${readdirSync(base).includes("log") ? readFileSync(path.join(base, "log"), "utf8") : "no log"}`,
  );
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
