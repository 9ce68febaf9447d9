import { findSession } from '@/lib/auth';
import { composeScenarioFile, findRun } from '@/lib/rehearsals';

/** The scenario of a run as a file that the form and `npm run sim` read. */
export async function GET(_: Request, { params }: RouteContext<'/voice/simulator/[id]/scenario'>): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response('Sign in again.', { status: 401 });
  const run = await findRun(session.ctx, (await params).id);
  if (!run) return new Response('There is no such simulation.', { status: 404 });
  const name = String(run.scenario.name ?? 'scenario').replace(/[^a-z0-9-]/g, '');
  return new Response(composeScenarioFile(run.scenario), {
    headers: {
      'Content-Type': 'application/yaml; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name || 'scenario'}.scenario.yaml"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
