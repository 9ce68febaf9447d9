import { findSession } from '@/lib/auth';
import { exportStatement } from '@/lib/billing';
import { readMonth } from '@/lib/billing/schema';
import { csvResponse } from '@/lib/csv';
import { AppError } from '@/lib/errors';

const STATUS: Partial<Record<string, number>> = { forbidden: 403, not_found: 404 };

/** A month's statement as a file. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/billing/statements/[month]/export'>,
): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response('Sign in again.', { status: 401 });
  const month = readMonth((await params).month);
  if (!month) return new Response('A month is written as 2026-11.', { status: 404 });
  try {
    const { fileName, body } = await exportStatement(session.ctx, month);
    return csvResponse(fileName, body);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(error.message, { status: STATUS[error.code] ?? 400 });
  }
}
