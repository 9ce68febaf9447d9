import {
  AggregatorRegistry,
  Counter,
  collectDefaultMetrics,
  Histogram,
  type MetricObject,
  Registry,
} from 'prom-client';

/** The processes of an installation that tell figures of themselves. */
export type ProcessRole = 'web' | 'worker' | 'agent';

/** A process's figures as JSON, to be told elsewhere. */
export type Figures = MetricObject[];

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'twinline_http_request_duration_seconds',
      help: 'Time to answer a request, by what was asked for.',
      labelNames: ['kind', 'method', 'status'] as const,
      buckets: SECONDS,
      registers,
    }),
    jobs: new Histogram({
      name: 'twinline_job_duration_seconds',
      help: 'Time a run of a periodic job took, by how it ended.',
      labelNames: ['job', 'result'] as const,
      buckets: SECONDS,
      registers,
    }),
    webhooks: new Counter({
      name: 'twinline_webhook_attempts_total',
      help: 'Attempts to deliver a webhook, by result.',
      labelNames: ['result'] as const,
      registers,
    }),
  };
}

// One a process: the web process holds this module twice, in its front and in Next's bundle.
const held = globalThis as typeof globalThis & { twinlineMetrics?: ReturnType<typeof createMetrics> };
held.twinlineMetrics ??= createMetrics();
const metrics = held.twinlineMetrics;

/** Begins the figures of this process (memory, processor, event loop …) under its role and a name of its own. */
export function startMetrics(role: ProcessRole, processId: string): void {
  metrics.registry.setDefaultLabels({ role, process: processId });
  collectDefaultMetrics({ register: metrics.registry });
}

/** Where figures of the process's own belong. */
export function metricsRegistry(): Registry {
  return metrics.registry;
}

const KINDS: readonly (readonly [string, string])[] = [
  ['/_next/', 'asset'],
  ['/api/events', 'events'],
  ['/api/', 'api'],
  ['/v1/', 'v1'],
];

/** Notes a request by the kind of its path: paths themselves would be a figure each. */
export function observeRequest(request: { method: string; path: string; status: number; ms: number }): void {
  const { method, path, status, ms } = request;
  const kind = KINDS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? 'page';
  metrics.requests.observe({ kind, method, status: String(status) }, ms / 1_000);
}

export function observeJob(run: { job: string; result: 'done' | 'failed'; ms: number }): void {
  metrics.jobs.observe({ job: run.job, result: run.result }, run.ms / 1_000);
}

export function countWebhookAttempt(result: 'delivered' | 'failed'): void {
  metrics.webhooks.inc({ result });
}

/** What this process has to tell. */
export async function readFigures(): Promise<Figures> {
  return metrics.registry.getMetricsAsJSON();
}

/** Figures of several processes as one page in Prometheus's text format; their default labels tell them apart. */
export async function renderFigures(figures: readonly Figures[]): Promise<{ text: string; contentType: string }> {
  const registry = AggregatorRegistry.aggregate([...figures]);
  return { text: await registry.metrics(), contentType: Registry.PROMETHEUS_CONTENT_TYPE };
}
