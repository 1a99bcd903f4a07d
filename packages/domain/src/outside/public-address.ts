import ipaddr from "ipaddr.js";

/** Networks and single ports of them that may be asked although they are internal: `10.1.0.0/16`, `10.1.2.3`, `10.1.2.3:8080`. */
export type Allowed = (ip: string, port: number) => boolean;

/** Where everybody may be asked: the well-known ports of the web. */
export const webPorts: readonly number[] = [80, 443];
/** Azure's host agent: an address of the public range that only a machine in that cloud reaches. */
const hostAgents = ["168.63.129.16"];
/** Global unicast; all else holds IPv4 addresses in other clothes or is for special use. RFC 4291 §2.4. */
const globalUnicast = ipaddr.parseCIDR("2000::/3");

/** Whether an address is one of the open Internet: not this machine, its network, a neighbour's, or a cloud's own. RFC 6890. */
export function isPublicAddress(ip: string): boolean {
  if (!ipaddr.isValid(ip)) return false;
  const address = ipaddr.parse(ip);
  if (address.range() !== "unicast" || hostAgents.includes(address.toString())) return false;
  return address.kind() === "ipv4" || address.match(globalUnicast);
}

/** The rule for one connection: a public address on a port of what is asked for, or what the machine's owner has allowed. */
export function mayAsk(
  ip: string,
  port: number,
  { isAllowed, ports }: { isAllowed: Allowed; ports: readonly number[] },
): boolean {
  return (isPublicAddress(ip) && ports.includes(port)) || isAllowed(ip, port);
}

/** Reads what the owner allows; throws on an entry that is neither a network nor an address with or without a port. */
export function readAllowed(entries: readonly string[]): Allowed {
  const rules = entries.map((entry) => {
    const [, bracketed, plain = entry, port] = /^(?:\[(.+)\]|([\d.]+)):(\d{1,5})$/.exec(entry) ?? [];
    const text = bracketed ?? plain;
    const range = ipaddr.parseCIDR(text.includes("/") ? text : `${text}/${text.includes(":") ? 128 : 32}`);
    return { range, port: port === undefined ? null : Number(port) };
  });
  return (ip, port) => {
    if (!ipaddr.isValid(ip)) return false;
    const address = ipaddr.process(ip);
    return rules.some(
      ({ range, port: only }) =>
        (only === null ? webPorts.includes(port) : only === port) &&
        address.kind() === range[0].kind() &&
        address.match(range),
    );
  };
}
