import { isAllowed, requireSession } from '@/lib/auth';
import { csvResponse } from '@/lib/csv';
import { findRejects } from '@/lib/stock';

export const dynamic = 'force-dynamic';

/** The rows that an import left out, each with its line and reason, to be put right and uploaded again. */
export async function GET(_request: Request, { params }: RouteContext<'/operations/stock/[id]/rejects'>) {
  const { ctx } = await requireSession();
  if (!isAllowed(ctx, 'stock.import')) return new Response('Only the operator may do that.', { status: 403 });
  const body = await findRejects(ctx, (await params).id);
  return body ? csvResponse('rejects.csv', body) : new Response('No rows were left out.', { status: 404 });
}
