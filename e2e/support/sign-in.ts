import type { APIRequestContext } from '@playwright/test';

export interface Credentials {
  email: string;
  password: string;
}

/** Signs a context in as the form does, through next-auth's own address. */
export async function signInThroughApi(request: APIRequestContext, { email, password }: Credentials): Promise<void> {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const answer = await request.post('/api/auth/callback/credentials', {
    form: { csrfToken, email, password, json: 'true' },
  });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()} ${await answer.text()}`);
}
