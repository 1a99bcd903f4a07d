import type pg from "pg";
import type { Context } from "../context.ts";
import { type Words, wordsOf } from "../words/index.ts";
import { mannerOf } from "./manner.ts";
import { topicOf } from "./payload.ts";
import { putOnWay } from "./put-on-way.ts";

type Told = {
  readonly accountId: string;
  readonly titleOf: (words: Words) => string;
  /** Said where the person lets others see what is told. */
  readonly body: string;
  /** One with the same tag takes the place of one that is shown or waits. */
  readonly tag: string;
  readonly href: string;
  /** After so long nobody wants to be told any more; a day where it is not said. */
  readonly livesMs?: number;
};

/** Puts something on its way to the browsers of a person, as a step of the change that it tells of; not to who looks at a page of ours, or wants rest. */
export async function pushTo(ctx: Context, client: pg.ClientBase, told: Told): Promise<void> {
  const { accountId, titleOf, body, tag, href, livesMs } = told;
  const now = ctx.clock.now();
  const { rows } = await client.query<{ zone: string; locale: string }>(
    `SELECT a."zone", a."locale" FROM "Account" a
     WHERE a."id" = $1 AND EXISTS (SELECT 1 FROM "PushSubscription" p WHERE p."accountId" = a."id")`,
    [accountId],
  );
  const [person] = rows;
  if (!person) return;
  const { isPresent, isResting, isSilent, hasPreview } = await mannerOf(ctx, { accountId, zone: person.zone }, now);
  if (isPresent || isResting) return;
  const payload = {
    title: titleOf(wordsOf(person.locale)),
    body: hasPreview ? body : "",
    tag,
    href,
    isSilent,
    lang: person.locale,
    unread: null,
  };
  await putOnWay(client, {
    accountId,
    told: { payload, topic: topicOf(tag), messageIds: [] },
    now,
    ...(livesMs === undefined ? {} : { livesMs }),
  });
}
