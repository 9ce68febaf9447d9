import { findSession } from '@/lib/auth';
import { addDocument } from '@/lib/compliance';
import { AppError } from '@/lib/errors';

/** A certificate as the body of a request, read up to its limit and no further; answers with its id, or a sentence. */
export async function POST(
  request: Request,
  { params }: RouteContext<'/api/compliance/[id]/documents/[item]'>,
): Promise<Response> {
  const session = await findSession();
  if (!session) return refusal('Sign in again.', 401);
  // Browsers say where a request comes from; no other site may upload in somebody's name.
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return refusal('Upload from the console.', 403);
  if (!request.body) return refusal('Choose a file.', 400);
  const { id: applicationId, item } = await params;
  const fileName = new URL(request.url).searchParams.get('name') ?? '';
  const declared = Number(request.headers.get('content-length') ?? Number.NaN);
  const declaredBytes = Number.isFinite(declared) ? declared : null;
  try {
    const upload = { applicationId, item, fileName, declaredBytes, body: chunksOf(request.body) };
    return Response.json(await addDocument(session.ctx, upload));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refusal(error.message, error.code === 'forbidden' ? 403 : error.code === 'not_found' ? 404 : 400);
  }
}

function refusal(message: string, status: number): Response {
  return Response.json({ message }, { status });
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
