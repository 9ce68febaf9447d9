import { findSession } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { composeBundle } from '@/lib/operations';

export const dynamic = 'force-dynamic';

/** The support bundle as a download; made anew each time. */
export async function GET(): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response('Sign in again.', { status: 401 });
  try {
    const { fileName, bytes } = await composeBundle(session.ctx);
    return new Response(bytes, {
      headers: {
        'Content-Type': 'application/gzip',
        'Content-Disposition': `attachment; filename="${fileName}"`,
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(error.message, { status: error.code === 'forbidden' ? 403 : 400 });
  }
}
