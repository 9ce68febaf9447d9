import type { NextRequest } from 'next/server';
import { findSession } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { findNumbers } from '@/lib/rentals';

/** The account's numbers that a text fits, for the palette: a GET, so that an answer no longer needed is given up. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await findSession();
  if (!session) return Response.json({ message: 'Sign in again.' }, { status: 401 });
  try {
    const numbers = await findNumbers(session.ctx, request.nextUrl.searchParams.get('text') ?? '');
    return Response.json(numbers, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ message: error.message }, { status: error.code === 'forbidden' ? 403 : 400 });
  }
}
