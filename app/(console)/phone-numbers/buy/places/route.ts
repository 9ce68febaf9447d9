import type { NextRequest } from 'next/server';
import { findSession } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { suggestPlaces } from '@/lib/numbers';
import { countryInput } from '@/lib/numbers/schema';

/** Suggestions for the place filter: a GET, so that the browser may give up an answer it no longer needs. */
export async function GET(request: NextRequest): Promise<Response> {
  const session = await findSession();
  if (!session) return Response.json({ message: 'Sign in again.' }, { status: 401 });
  const { searchParams } = request.nextUrl;
  const country = countryInput.safeParse(searchParams.get('country'));
  if (!country.success) return Response.json({ message: country.error.issues[0]?.message }, { status: 400 });
  try {
    const text = searchParams.get('text') ?? '';
    const places = await suggestPlaces(session.ctx, { country: country.data, text });
    return Response.json(places, { headers: { 'cache-control': 'private, max-age=30' } });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ message: error.message }, { status: error.code === 'forbidden' ? 403 : 400 });
  }
}
