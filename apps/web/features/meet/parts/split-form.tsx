import { Avatar, Button, Field, Input, Select, showToast } from "@carbyne/ui";
import { Shuffle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useWords } from "../../../client/words.ts";
import { meetServer } from "../api.ts";
import type { Call } from "../connection/call.ts";
import { useCall } from "../connection/use-call.ts";
import { deal, shuffled } from "./deal.ts";

const mostGroups = 50;
/** Who is in no group stays where everybody was. */
const stays = "stays";

/** How many groups, for how long, and who is in which. */
export function SplitForm({ call, roomId, onDone }: { call: Call; roomId: string; onDone: () => void }) {
  const t = useTranslations("meet.parts");
  const words = useWords();
  const peers = useCall(call, (state) => state.peers);
  const people = useMemo(
    () => [...new Map(peers.map((peer) => [peer.personId, { id: peer.personId, name: peer.name }])).values()],
    [peers],
  );
  const [groups, setGroups] = useState(2);
  const [minutes, setMinutes] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [places, setPlaces] = useState<ReadonlyMap<string, number>>(() => placesOf(people, 2));
  function placesOf(all: typeof people, count: number): ReadonlyMap<string, number> {
    return new Map(deal(all, count).flatMap((group, at) => group.map(({ id }) => [id, at])));
  }
  const split = async () => {
    setIsBusy(true);
    try {
      await meetServer.split.mutate({
        roomId,
        minutes: minutes === "" ? null : Number(minutes),
        parts: Array.from({ length: groups }, (_, at) => ({
          name: t("group", { number: at + 1 }),
          personIds: people.flatMap(({ id }) => (places.get(id) === at ? [id] : [])),
        })),
      });
      onDone();
    } catch (error) {
      showToast({ text: words(error).text });
      setIsBusy(false);
    }
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void split();
      }}
    >
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("groups")}>
          {({ id }) => (
            <Input
              id={id}
              type="number"
              min={1}
              max={mostGroups}
              value={groups}
              onChange={(event) => {
                const next = Math.min(Math.max(event.currentTarget.valueAsNumber || 1, 1), mostGroups);
                setGroups(next);
                setPlaces(placesOf(people, next));
              }}
            />
          )}
        </Field>
        <Field label={t("minutes")}>
          {({ id }) => (
            <Input
              id={id}
              type="number"
              min={1}
              max={1440}
              placeholder={t("endless")}
              value={minutes}
              onChange={(event) => setMinutes(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button className="h-9" onClick={() => setPlaces(placesOf(shuffled(people), groups))}>
          <Shuffle aria-hidden="true" />
          {t("shuffle")}
        </Button>
      </div>
      <ul aria-label={t("who")} className="max-h-72 overflow-auto rounded-1 border">
        {people.map(({ id, name }) => (
          <li key={id} className="flex min-h-12 items-center gap-3 px-3 text-13">
            <Avatar name={name} address={id} size={24} />
            <span dir="auto" className="min-w-0 flex-1 truncate">
              {name}
            </span>
            <Select
              label={t("groupOf", { name })}
              value={places.has(id) ? String(places.get(id)) : stays}
              options={[
                ...Array.from({ length: groups }, (_, at) => ({
                  value: String(at),
                  label: t("group", { number: at + 1 }),
                })),
                { value: stays, label: t("stays") },
              ]}
              onChange={(value) =>
                setPlaces((before) => {
                  const next = new Map(before);
                  if (value === stays) next.delete(id);
                  else next.set(id, Number(value));
                  return next;
                })
              }
            />
          </li>
        ))}
      </ul>
      <Button type="submit" look="primary" size="large" isBusy={isBusy}>
        {t("begin")}
      </Button>
    </form>
  );
}
