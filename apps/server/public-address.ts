import ipaddr from "ipaddr.js";

/** Whether an address is of the public Internet: the guard against being sent into our own network by a name that points there. */
export function isPublicAddress(ip: string): boolean {
  return ipaddr.isValid(ip) && ipaddr.process(ip).range() === "unicast";
}
