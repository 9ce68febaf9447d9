import { findSession } from '@/lib/auth';
import { followLive, getLiveScope } from '@/lib/network';

export const dynamic = 'force-dynamic';

/** The network's live state for the signed-in viewer, once a second; goes on after `Last-Event-ID`. */
export async function GET(request: Request): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response(null, { status: 401 });
  const lastAt = Number(request.headers.get('last-event-id')) || 0;
  const scope = await getLiveScope(session.ctx);
  return new Response(followLive({ scope, signal: request.signal, lastAt }), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
