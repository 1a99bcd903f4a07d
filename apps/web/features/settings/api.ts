import { showToast } from "@carbyne/ui";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { type OwnKeys, ownKeysOf } from "../../client/keys/keymap.ts";
import { type Preset, presetOf } from "../../client/keys/presets.ts";
import { server } from "../../client/server.ts";
import { isTheme, type Theme } from "../../client/theme-choice.ts";
import { useWords } from "../../client/words.ts";
import type { Me } from "../session/api.ts";
import { type SwipeChoice, swipeChoice } from "../mail/list/swipe.ts";
import { useMe } from "../session/me.ts";
import type { Region } from "../../client/region.ts";
import { type ChatRules, chatRulesOf, type Looks, looksOf, regionOf, type Telling, tellingOf } from "./read-choices.ts";

export type Density = "comfortable" | "compact";
export const layouts = ["right", "below", "list"] as const;
export type Layout = (typeof layouts)[number];
export type AfterRemoval = "next" | "previous" | "list";

/** Ask each time, or one answer for all. */
export type Choice = "ask" | "always" | "never";

/** The settings that the screens read, with what holds where nothing was chosen. */
export interface Settings extends Looks, Region, Telling, ChatRules {
  theme: Theme;
  density: Density;
  grouping: "conversations" | "messages";
  conversationOrder: "oldest" | "newest";
  layout: Layout;
  afterRemoval: AfterRemoval;
  readAfterSeconds: number;
  locale: string;
  undoSeconds: number;
  archiveBy: "folder" | "year";
  filterJunk: boolean;
  writeFormat: "html" | "plain";
  answerInSameFormat: boolean;
  answerPosition: "above" | "below";
  remoteImages: Choice;
  receiptAnswer: Choice;
  maxMessageBytes: number;
  appPasswordsOnly: boolean;
  tellNewDevice: boolean;
  keyPreset: Preset;
  ownKeys: OwnKeys;
  swipeEnd: SwipeChoice;
  swipeStart: SwipeChoice;
  name: string;
  zone: string;
}

export type SettingKey =
  | "ui.theme"
  | "ui.density"
  | "ui.locale"
  | "ui.accent"
  | "ui.motion"
  | "ui.textSize"
  | "ui.hours"
  | "ui.weekStart"
  | "notify.mail"
  | "notify.chat"
  | "notify.preview"
  | "notify.sound"
  | "chat.presence"
  | "chat.typing"
  | "chat.readReceipts"
  | "notify.quiet"
  | "notify.quietFrom"
  | "notify.quietTo"
  | "notify.quietDays"
  | "mail.grouping"
  | "mail.conversationOrder"
  | "mail.layout"
  | "mail.afterRemoval"
  | "mail.readAfterSeconds"
  | "mail.undoSeconds"
  | "mail.archiveBy"
  | "mail.filterJunk"
  | "mail.writeFormat"
  | "mail.answerInSameFormat"
  | "mail.answerPosition"
  | "mail.remoteImages"
  | "mail.receiptAnswer"
  | "signIn.tellNewDevice"
  | "ui.keys.preset"
  | "ui.keys.own"
  | "mail.swipeEnd"
  | "mail.swipeStart"
  | "account.name"
  | "account.zone";

/** Null goes back to what is inherited. */
export type SettingValue = string | number | boolean | OwnKeys | null;

const defaultUndoSeconds = 8;
const defaultMessageBytes = 52_428_800;

function read(values: Readonly<Record<string, unknown>>, account: Me["account"]): Settings {
  const { "ui.theme": theme, "ui.density": density, "ui.locale": chosen } = values;
  const { "mail.undoSeconds": undoSeconds } = values;
  const { "mail.maxMessageBytes": maxBytes } = values;
  const { "account.name": name, "account.zone": zone } = values;
  return {
    theme: isTheme(theme) ? theme : "system",
    density: density === "compact" ? "compact" : "comfortable",
    ...readingOf(values),
    ...looksOf(values),
    ...regionOf(values),
    ...tellingOf(values),
    ...chatRulesOf(values),
    locale: typeof chosen === "string" && chosen !== "" ? chosen : account.locale,
    undoSeconds: typeof undoSeconds === "number" ? undoSeconds : defaultUndoSeconds,
    archiveBy: values["mail.archiveBy"] === "year" ? "year" : "folder",
    filterJunk: values["mail.filterJunk"] === true,
    writeFormat: values["mail.writeFormat"] === "plain" ? "plain" : "html",
    answerInSameFormat: values["mail.answerInSameFormat"] !== false,
    answerPosition: values["mail.answerPosition"] === "below" ? "below" : "above",
    remoteImages: choiceOf(values["mail.remoteImages"]),
    receiptAnswer: choiceOf(values["mail.receiptAnswer"]),
    maxMessageBytes: typeof maxBytes === "number" ? maxBytes : defaultMessageBytes,
    tellNewDevice: values["signIn.tellNewDevice"] !== false,
    appPasswordsOnly: values["signIn.appPasswordsOnly"] === true,
    keyPreset: presetOf(values["ui.keys.preset"]),
    ownKeys: ownKeysOf(values["ui.keys.own"]),
    swipeEnd: swipeChoice(values["mail.swipeEnd"], "end"),
    swipeStart: swipeChoice(values["mail.swipeStart"], "start"),
    name: typeof name === "string" ? name : account.name,
    zone: typeof zone === "string" ? zone : account.zone,
  };
}

function choiceOf(value: unknown): Choice {
  return value === "always" || value === "never" ? value : "ask";
}

type Reading = Pick<Settings, "grouping" | "conversationOrder" | "layout" | "afterRemoval" | "readAfterSeconds">;

function readingOf(values: Readonly<Record<string, unknown>>): Reading {
  const { "mail.layout": layout, "mail.afterRemoval": after, "mail.readAfterSeconds": seconds } = values;
  return {
    grouping: values["mail.grouping"] === "messages" ? "messages" : "conversations",
    conversationOrder: values["mail.conversationOrder"] === "newest" ? "newest" : "oldest",
    layout: layout === "below" || layout === "list" ? layout : "right",
    afterRemoval: after === "previous" || after === "list" ? after : "next",
    readAfterSeconds: typeof seconds === "number" ? seconds : 0,
  };
}

/** The person's settings, and a setter that shows at once and rolls back with a sentence. */
export function useSettings() {
  const me = useMe();
  const words = useWords();
  const queryClient = useQueryClient();
  const { data } = useQuery({
    queryKey: ["settings"],
    queryFn: async (): Promise<Record<string, unknown>> => server.settings.get.query(),
    initialData: me.settings,
    staleTime: 5 * 60_000,
  });
  const { mutate } = useMutation({
    mutationFn: (input: { key: SettingKey; value: SettingValue }) => server.settings.set.mutate(input),
    onMutate: ({ key, value }) => {
      const before = queryClient.getQueryData(["settings"]);
      queryClient.setQueryData(["settings"], (now: Record<string, unknown> | undefined) => ({ ...now, [key]: value }));
      return before;
    },
    // What belongs to the account itself is shown in more places than here.
    onSuccess: (_answer, { key }) => {
      if (key.startsWith("account.")) void queryClient.invalidateQueries({ queryKey: ["me"] });
    },
    onError: (error, _input, before) => {
      queryClient.setQueryData(["settings"], before);
      const { text, hint } = words(error);
      showToast({ text: `${text} ${hint}` });
    },
  });
  const set = useCallback((key: SettingKey, value: SettingValue) => mutate({ key, value }), [mutate]);
  const settings = useMemo(() => read(data, me.account), [data, me.account]);
  return { settings, set };
}
