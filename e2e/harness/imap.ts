import { ImapFlow } from "imapflow";
import type { Product } from "./product.ts";

/** Somebody's mail in another program; not connected yet. */
export function imapClient(product: Product, who: { address: string; password: string }): ImapFlow {
  return new ImapFlow({
    host: "127.0.0.1",
    port: product.ports.IMAPS,
    secure: true,
    auth: { user: who.address, pass: who.password },
    tls: { rejectUnauthorized: false },
    logger: false,
  });
}

/** Does something with somebody's mail in another program. */
export async function withImap<Result>(
  product: Product,
  who: { address: string; password: string },
  work: (client: ImapFlow) => Promise<Result>,
): Promise<Result> {
  const client = imapClient(product, who);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}
