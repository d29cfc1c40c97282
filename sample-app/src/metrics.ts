import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What `/metrics` shows. Each app has a registry of its own, so that several can live in one process. */
export type Metrics = ReturnType<typeof createMetrics>;

/** @param options.process whether the metrics of the Node process (memory, event loop, GC) are included. */
export function createMetrics(options: { process: boolean }) {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    duration: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from a request's arrival to the end of its answer",
      labelNames: ["method", "route", "status"],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    inFlight: new Gauge({ name: "http_requests_in_flight", help: "Requests being answered", registers }),
    cacheLookups: new Counter({
      name: "user_cache_lookups_total",
      help: "Reads of one user, by whether memory had it",
      labelNames: ["result"],
      registers,
    }),
    /** Adds a gauge whose value is read when it is asked for. */
    observe(name: string, help: string, read: () => number): void {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    },
  };
}
