import { requireSession } from '@/lib/auth';
import { formatExact } from '@/lib/datetime';
import { findIncident, incidentMarkdown } from '@/lib/network';

export const dynamic = 'force-dynamic';

/** The incident as a Markdown download, in the account's time zone. */
export async function GET(_request: Request, { params }: RouteContext<'/voice/incidents/[id]/markdown'>) {
  const { ctx } = await requireSession();
  const incident = await findIncident(ctx, (await params).id);
  if (!incident) return new Response('There is no such incident.\n', { status: 404 });
  return new Response(
    incidentMarkdown(incident, (at) => formatExact(at, ctx.timeZone)),
    {
      headers: {
        'Content-Type': 'text/markdown; charset=utf-8',
        'Content-Disposition': `attachment; filename="incident-${incident.trunk}-${incident.id}.md"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    },
  );
}
