export { pushTo } from "./push-to.ts";
export { sendPushes } from "./send-pushes.ts";
export {
  listPush,
  type NewSubscription,
  notePresence,
  type PushView,
  subscribePush,
  unsubscribePush,
} from "./subscriptions.ts";
export { tellArrivals } from "./tell-arrivals.ts";
export { tellChat } from "./tell-chat.ts";
export { tryPush } from "./trial.ts";
