import { findSession } from '@/lib/auth';
import { AppError } from '@/lib/errors';
import { receiveImport } from '@/lib/stock';

/** A carrier's stock file as the body of a request, kept while it comes in; answers with the import, or a sentence. */
export async function POST(request: Request): Promise<Response> {
  const session = await findSession();
  if (!session) return Response.json({ message: 'Sign in again.' }, { status: 401 });
  // Browsers say where a request comes from; no other site may upload in somebody's name.
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin')
    return Response.json({ message: 'Upload from the console.' }, { status: 403 });
  if (!request.body) return Response.json({ message: 'Choose a file.' }, { status: 400 });
  const asked = new URL(request.url).searchParams;
  const input = {
    fileName: asked.get('name') ?? 'stock.csv',
    carrier: asked.get('carrier') ?? '',
    failureDomains: asked.get('domains') ?? '',
  };
  try {
    return Response.json(await receiveImport(session.ctx, input, request.body));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json(
      { message: error.message, field: error.field },
      { status: error.code === 'forbidden' ? 403 : 400 },
    );
  }
}
