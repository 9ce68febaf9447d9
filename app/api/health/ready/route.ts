import { checkReadiness } from '@/lib/web';

export const dynamic = 'force-dynamic';

/** The installation can serve: database, migrations, worker. */
export async function GET() {
  const readiness = await checkReadiness();
  return Response.json(readiness, { status: readiness.ok ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
