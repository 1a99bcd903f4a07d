import { collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** The numbers of this process; services add their own. */
export const registry = new Registry();
collectDefaultMetrics({ register: registry, prefix: "carbyne_" });

const durations = new Histogram({
  name: "carbyne_http_request_seconds",
  help: "Time from a request's first byte to the end of its answer.",
  labelNames: ["route", "method", "status"],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [registry],
});

/** Counts a request by the route that answered it, never by its path: paths hold ids. */
export function observeRequest(seconds: number, labels: { route: string; method: string; status: number }): void {
  durations.observe({ ...labels, status: String(labels.status) }, seconds);
}
