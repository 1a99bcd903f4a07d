import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Inputs, type Outputs, server } from "../../../client/server.ts";
import { useTell } from "../use-tell.ts";

export type Rule = Outputs["admin"]["chat"]["rules"][number];
export type RuleKey = Rule["key"];

const rulesKey = (domainId: string | null) => ["admin", "chat", domainId] as const;

/** What holds of the chat in a domain; with null on the server. */
export function useChatRules(domainId: string | null) {
  return useQuery({ queryKey: rulesKey(domainId), queryFn: () => server.admin.chat.rules.query({ domainId }) });
}

/** Says one of the rules, which is shown at once; null goes back to what is inherited. */
export function useSetRule(domainId: string | null) {
  const queryClient = useQueryClient();
  const tell = useTell();
  return useMutation({
    mutationFn: (input: Omit<Inputs["admin"]["chat"]["setRule"], "domainId">) =>
      server.admin.chat.setRule.mutate({ domainId, ...input }),
    onMutate: ({ key, value }) => {
      if (value === null) return;
      const from = domainId === null ? "global" : "domain";
      queryClient.setQueryData<Rule[]>(rulesKey(domainId), (rules) =>
        rules?.map((rule) => (rule.key === key ? { ...rule, value, from } : rule)),
      );
    },
    onError: tell,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["admin", "chat"] }),
  });
}
