import { collectMetrics, mayReadMetrics } from '@/lib/web';

export const dynamic = 'force-dynamic';

/** Figures of all processes in Prometheus's text format, for whoever shows TWINLINE_METRICS_TOKEN. */
export async function GET(request: Request) {
  const access = mayReadMetrics(request.headers.get('authorization'));
  if (access !== 'allowed') return new Response(null, { status: access === 'off' ? 404 : 401 });
  const { text, contentType } = await collectMetrics();
  return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
}
