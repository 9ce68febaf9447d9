import { shownNotice } from '@/components/alerts/shown-notice';
import { getNoticeSummary } from '@/lib/alerts';
import { findSession } from '@/lib/auth';

export const dynamic = 'force-dynamic';

/** What the bell shows: how many notices the signed-in person has not read, and the newest ones. */
export async function GET(): Promise<Response> {
  const session = await findSession();
  // A page from before signing out may still ask; for nobody there is nothing to show.
  if (!session) return new Response(null, { status: 204 });
  const { unread, latest } = await getNoticeSummary(session.ctx);
  const shown = latest.map((notice) => shownNotice(notice, session.ctx.timeZone));
  return Response.json({ unread, latest: shown }, { headers: { 'Cache-Control': 'no-store' } });
}
