import type { NextRequest } from 'next/server';
import { loadCallParams } from '@/components/calls/call-params';
import { findSession } from '@/lib/auth';
import { exportCalls } from '@/lib/calls';
import { readCallQuery } from '@/lib/calls/schema';
import { csvResponse } from '@/lib/csv';
import { AppError } from '@/lib/errors';

/** The calls as a file, with the filters of the page it was asked from. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response('Sign in again.', { status: 401 });
  const { filters } = readCallQuery(loadCallParams(request.nextUrl.searchParams));
  try {
    const { fileName, body } = await exportCalls(session.ctx, filters);
    return csvResponse(fileName, body);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(error.message, { status: error.code === 'forbidden' ? 403 : 400 });
  }
}
