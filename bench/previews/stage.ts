import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { callsOf } from "../list/calls.ts";
import { sendOverOneConnection, toData } from "../load/smtp-lane.ts";
import { createOurs, type OurServer } from "../ours.ts";
import { cpuOf } from "../processes.ts";
import { accountFor } from "../servers.ts";

const untilMs = 60_000;
const account = accountFor(0);

type Attached = { readonly name: string; readonly type: string; readonly content: Buffer };

/** A server of ours with one person who gets files by mail and looks at them. */
export async function openStage(onCleanUp: (task: () => Promise<void>) => void) {
  const ours = await createOurs();
  onCleanUp(() => ours.destroy());
  await ours.start();
  const origin = `http://127.0.0.1:${ours.httpPort}`;
  const { get } = await callsOf(origin, account);
  return {
    /** Delivers a message with one file, and answers where that is. */
    async deliver(file: Attached): Promise<string> {
      await sendOverOneConnection(ours.smtpPort, [
        { sender: "bench@relay.example.net", recipient: account.user, data: toData(messageWith(file)) },
      ]);
      return `/mail/messages/${await newestMessage(ours)}/parts/2`;
    },
    /** Waits for a preview as a browser does, and answers how long that took, in ms. */
    async see(address: string): Promise<number> {
      const begun = performance.now();
      for (;;) {
        const answer = await get(address);
        await answer.arrayBuffer();
        if (answer.status === 200) return performance.now() - begun;
        if (answer.status !== 202 || performance.now() - begun > untilMs)
          throw new Error(`${address}: ${answer.status}`);
      }
    },
    /** Processor time in ms of all that makes previews: the server's processes and those that have ended below them. */
    cpuMs: () => ours.processes().reduce((sum, { pid }) => sum + cpuOf(pid), 0),
  };
}

function messageWith({ name, type, content }: Attached): Buffer {
  const head = `From: bench@relay.example.net\r\nTo: ${account.user}\r\nSubject: ${name}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee this.\r\n--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n`;
  return Buffer.from(`${head}${content.toString("base64").replaceAll(/.{76}/g, "$&\r\n")}\r\n--b--\r\n`);
}

async function newestMessage(ours: OurServer): Promise<string> {
  const client = new pg.Client({ connectionString: ours.databaseUrl() });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>('SELECT "id" FROM "Message" ORDER BY "id" DESC LIMIT 1');
    return rows[0]?.id ?? "";
  } finally {
    await client.end();
  }
}
/** A photograph of 24 megapixels as a camera writes it; each number is another file. */
export function photograph(number: number): Buffer {
  const made = spawnSync(
    "ffmpeg",
    [
      "-v",
      "error",
      "-f",
      "lavfi",
      "-i",
      `testsrc2=size=6000x4000,noise=alls=12:all_seed=${number}`,
      "-frames:v",
      "1",
      "-q:v",
      "3",
      "-f",
      "mjpeg",
      "-",
    ],
    { maxBuffer: 2 ** 26 },
  );
  if (made.status !== 0) throw new Error(`no photograph: ${made.stderr.toString()}`);
  return made.stdout;
}

/** A document of Word's; each number is another file. */
export function letter(number: number): Buffer {
  const document = readFileSync(path.join(import.meta.dirname, "../../fixtures/files/letter.docx"));
  // The comment of an archive is nothing to who reads it (APPNOTE 6.3.9 §4.3.16).
  const comment = Buffer.from(String(number));
  const end = Buffer.from(document);
  end.writeUInt16LE(comment.length, end.length - 2);
  return Buffer.concat([end, comment]);
}
