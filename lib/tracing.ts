import { env } from '@/lib/env';
import type { ProcessRole } from '@/lib/metrics';

/**
 * Begins to send OpenTelemetry traces of requests and database queries when a collector is named
 * (OTEL_EXPORTER_OTLP_ENDPOINT). Otherwise nothing of it is even loaded. To be awaited before the first query.
 */
export async function startTracing(role: ProcessRole): Promise<void> {
  if (!env().OTEL_EXPORTER_OTLP_ENDPOINT) return;
  const [{ registerOTel }, { PrismaInstrumentation }] = await Promise.all([
    import('@vercel/otel'),
    import('@prisma/instrumentation'),
  ]);
  registerOTel({ serviceName: `twinline-${role}`, instrumentations: [new PrismaInstrumentation()] });
}
