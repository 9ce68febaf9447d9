import type { NextRequest } from 'next/server';
import { loadSpendParams } from '@/components/billing/spend-params';
import { findSession } from '@/lib/auth';
import { exportSpend } from '@/lib/billing';
import { readMonth } from '@/lib/billing/schema';
import { csvResponse } from '@/lib/csv';
import { dayIn, monthOf } from '@/lib/datetime';
import { AppError } from '@/lib/errors';

/** Spending as a file, divided up as on the page it was asked from. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response('Sign in again.', { status: 401 });
  const { by, month } = loadSpendParams(request.nextUrl.searchParams);
  const thisMonth = monthOf(dayIn(session.account.timeZone, session.ctx.now()));
  try {
    const { fileName, body } = await exportSpend(session.ctx, { view: by, month: readMonth(month) ?? thisMonth });
    return csvResponse(fileName, body);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(error.message, { status: error.code === 'forbidden' ? 403 : 400 });
  }
}
