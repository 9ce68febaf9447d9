import type { NextRequest } from 'next/server';
import { loadAuditParams } from '@/components/audit/audit-params';
import { exportAuditLog } from '@/lib/audit/export-audit-log';
import { readAuditQuery } from '@/lib/audit/schema';
import { findSession } from '@/lib/auth';
import { csvResponse } from '@/lib/csv';
import { AppError } from '@/lib/errors';

/** The log as a file, with the filters of the page it was asked from. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response('Sign in again.', { status: 401 });
  const { filters } = readAuditQuery(loadAuditParams(request.nextUrl.searchParams));
  try {
    const { fileName, body } = await exportAuditLog(session.ctx, filters);
    return csvResponse(fileName, body);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(error.message, { status: error.code === 'forbidden' ? 403 : 400 });
  }
}
