import { requireSession } from '@/lib/auth';
import { csvResponse } from '@/lib/csv';
import { AppError } from '@/lib/errors';
import { exportEvidence } from '@/lib/network';

export const dynamic = 'force-dynamic';

/** The failed attempts of an incident as CSV, for a ticket with the carrier. */
export async function GET(_request: Request, { params }: RouteContext<'/voice/incidents/[id]/evidence'>) {
  const { ctx } = await requireSession();
  try {
    const { fileName, body } = await exportEvidence(ctx, (await params).id);
    return csvResponse(fileName, body);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found')
      return new Response(`${error.message}\n`, { status: 404 });
    throw error;
  }
}
