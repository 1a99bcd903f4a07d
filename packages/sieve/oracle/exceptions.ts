/** Where Dovecot and we differ on purpose: the name of a case, what we do, and why. */
export const exceptions: Readonly<Record<string, { readonly ours: readonly string[]; readonly reason: string }>> = {
  'header :value "GT" "x-spam-score" "5"': {
    ours: ["fileinto Yes"],
    reason: "Words of a grammar in ABNF have no case, RFC 5231 §4.",
  },
  'date "date" "century" "20"': {
    ours: ["invalid"],
    reason: "The part is none of RFC 5260 §4.2: a mistake that can be told.",
  },
  'date :zone "0100" "date" "year" "2026"': {
    ours: ["invalid"],
    reason: "The zone is none of RFC 5260 §4.1: a mistake that can be told.",
  },
  'string :is "a" "A"': {
    ours: ["fileinto Yes"],
    reason:
      "The default comparator is i;ascii-casemap for every test, RFC 5228 §2.7.3; theirs is i;octet for this one.",
  },
  'string "${a.b}" ""': {
    ours: ["invalid"],
    reason: "A variable of an extension that is not required must be an error, RFC 5229 §3.",
  },
  'set :upper "a" "straße"; fileinto "${a}";': {
    ours: ["fileinto STRASSE"],
    reason: "They change ASCII letters only; RFC 5229 §4.1 asks for those at least.",
  },
  'deleteheader :last "x-twice";': {
    ours: ["invalid"],
    reason: "Without :index there is nothing to count from the end, RFC 5293 §5.",
  },
  'address :matches :domain "reply-to" "*"': {
    ours: ["keep"],
    reason: "What is no address is not matched by :domain, RFC 5228 §2.7.4.",
  },
  'redirect "a..b@example.com";': {
    ours: ["invalid"],
    reason: "Such an address would have to be quoted, RFC 5321 §4.1.2; their next version refuses it too.",
  },
  "nonsense;": {
    ours: ["failed"],
    reason:
      "With ihave, what is not known is an error once it is met, wherever it stands, RFC 5463 §4; the message is kept.",
  },
};
