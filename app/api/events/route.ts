import { findSession } from '@/lib/auth';
import { accountEventStream } from '@/lib/events/stream';

export const dynamic = 'force-dynamic';

/** Server-sent hints that something of the signed-in account changed. They carry no data. */
export async function GET(request: Request): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response(null, { status: 401 });
  return new Response(accountEventStream(session.account.id, request.signal), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
