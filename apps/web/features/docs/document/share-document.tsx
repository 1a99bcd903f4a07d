import { useQuery } from "@tanstack/react-query";
import { nodeQuery } from "../../files/api.ts";
import { ShareNode } from "../../files/share-node.tsx";

/** With whom a document is shared: it is an entry of Files. */
export function ShareDocument({ id, onClose }: { id: string; onClose: () => void }) {
  const { data } = useQuery(nodeQuery(id));
  return data ? <ShareNode node={data} onClose={onClose} /> : null;
}
