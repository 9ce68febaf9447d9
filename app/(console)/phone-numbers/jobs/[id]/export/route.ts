import { requireSession } from '@/lib/auth';
import { exportJob } from '@/lib/bulk';
import { csvResponse } from '@/lib/csv';

export const dynamic = 'force-dynamic';

/** The outcome of every number of a job, as a CSV download. */
export async function GET(_request: Request, { params }: RouteContext<'/phone-numbers/jobs/[id]/export'>) {
  const { ctx } = await requireSession();
  const file = await exportJob(ctx, (await params).id);
  return file ? csvResponse(file.fileName, file.body) : new Response('There is no such job.', { status: 404 });
}
