/** A process that traces one query and says whether tracing was loaded; for lib/tracing.test.ts. */
import { trace } from '@opentelemetry/api';
import { db } from '@/lib/db';
import { startTracing } from '@/lib/tracing';

async function main(): Promise<void> {
  await startTracing('worker');
  await db.account.count();
  const provider = trace.getTracerProvider();
  const inner = 'getDelegate' in provider && typeof provider.getDelegate === 'function' ? provider.getDelegate() : null;
  const isLoaded = typeof inner?.forceFlush === 'function';
  if (isLoaded) await inner.forceFlush();
  console.log(isLoaded ? 'loaded' : 'not loaded');
  await db.$disconnect();
  process.exit(0);
}

void main();
