import { findSession } from '@/lib/auth';
import { openDocument } from '@/lib/compliance';
import { AppError } from '@/lib/errors';

export const dynamic = 'force-dynamic';

const EXTENSIONS = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' } as const;

/**
 * A certificate as it was uploaded, under a name of our own. The front adds the policy of documents: no script, no
 * origin, framed by our own pages only.
 */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/api/compliance/documents/[id]'>,
): Promise<Response> {
  const session = await findSession();
  if (!session) return new Response('Sign in again.\n', { status: 401 });
  try {
    const { item, mediaType, byteCount, body } = await openDocument(session.ctx, { documentId: (await params).id });
    const name = `${item.replaceAll('_', '-')}.${EXTENSIONS[mediaType]}`;
    return new Response(body, {
      headers: {
        'Content-Type': mediaType,
        'Content-Length': String(byteCount),
        'Content-Disposition': `inline; filename="${name}"`,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return new Response(`${error.message}\n`, { status: error.code === 'forbidden' ? 403 : 404 });
  }
}
