import { isAllowed, requireSession } from '@/lib/auth';
import { exportRejects } from '@/lib/bulk';
import { csvResponse } from '@/lib/csv';

export const dynamic = 'force-dynamic';

/** The rows of a file that were left out, to be put right and uploaded again. */
export async function GET(_request: Request, { params }: RouteContext<'/phone-numbers/jobs/[id]/rejects'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'numbers.import')) return new Response('Only the operator may do that.', { status: 403 });
  const file = await exportRejects(ctx, (await params).id);
  return file ? csvResponse(file.fileName, file.body) : new Response('There is no such import.', { status: 404 });
}
