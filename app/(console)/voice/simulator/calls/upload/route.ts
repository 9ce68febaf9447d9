import { findSession } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { importCalls } from '@/lib/rehearsals';

/** Call records as the body of a request, read while they come in; answers with what was read, or a sentence. */
export async function POST(request: Request): Promise<Response> {
  const session = await findSession();
  if (!session) return Response.json({ message: 'Sign in again.' }, { status: 401 });
  // Browsers say where a request comes from; no other site may upload in somebody's name.
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin')
    return Response.json({ message: 'Upload from the console.' }, { status: 403 });
  if (!request.body) return Response.json({ message: 'Choose a file.' }, { status: 400 });
  const fileName = new URL(request.url).searchParams.get('name') ?? 'calls.csv';
  try {
    return Response.json(await importCalls(session.ctx, { fileName, body: chunksOf(request.body) }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ message: error.message }, { status: error.code === 'forbidden' ? 403 : 400 });
  }
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
