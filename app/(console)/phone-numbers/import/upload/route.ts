import { findSession } from '@/lib/auth';
import { importNumbers } from '@/lib/bulk';
import { AppError } from '@/lib/errors';

/** A file of numbers as the body of a request, looked at while it comes in; answers with the draft, or a sentence. */
export async function POST(request: Request): Promise<Response> {
  const session = await findSession();
  if (!session) return Response.json({ message: 'Sign in again.' }, { status: 401 });
  // Browsers say where a request comes from; no other site may upload in somebody's name.
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin')
    return Response.json({ message: 'Upload from the console.' }, { status: 403 });
  if (!request.body) return Response.json({ message: 'Choose a file.' }, { status: 400 });
  const fileName = new URL(request.url).searchParams.get('name') ?? 'numbers.csv';
  try {
    return Response.json(await importNumbers(session.ctx, { fileName, body: request.body }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return Response.json({ message: error.message }, { status: error.code === 'forbidden' ? 403 : 400 });
  }
}
