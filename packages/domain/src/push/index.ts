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
export { tryPush } from "./trial.ts";
