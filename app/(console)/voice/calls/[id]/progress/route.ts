import { findSession } from '@/lib/auth';
import { findCallProgress } from '@/lib/calls';

const HEADERS = { 'Cache-Control': 'no-store' };

/** How far a call is, for whoever watches it; null until its record is there. */
export async function GET(_: Request, { params }: RouteContext<'/voice/calls/[id]/progress'>): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response('Sign in again.', { status: 401, headers: HEADERS });
  const progress = await findCallProgress(session.ctx, (await params).id);
  return Response.json({ progress }, { headers: HEADERS });
}
