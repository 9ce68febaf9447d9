import fs from 'node:fs';
import path from 'node:path';
import { customerTest, expect } from './support/fixtures';

const ROOT = path.resolve('.');
const FOREIGN = { origin: 'https://evil.example' };

/** The ids of every server action of the build, by which a browser names one. */
function listActions(): string[] {
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, '.next/server/server-reference-manifest.json'), 'utf8'));
  return Object.keys(manifest.node);
}

/** The addresses of route handlers that do more than read, parameters filled in. */
function listWriteRoutes(): string[] {
  return fs
    .readdirSync(path.join(ROOT, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .filter((file) => /\b(POST|PUT|PATCH|DELETE)\b/.test(fs.readFileSync(path.join(ROOT, 'app', file), 'utf8')))
    .map((file) => `/${path.dirname(file)}`.replaceAll(/\/\([^)]+\)/g, '').replaceAll(/\[[^\]]+\]/g, 'x'));
}

customerTest('no page of another site makes a signed-in browser change anything', async ({ page, context }) => {
  const actions = listActions();
  const routes = listWriteRoutes();
  expect(actions.length).toBeGreaterThan(50);
  expect(routes).toContain('/api/auth/x');
  const { request } = context;
  for (const action of actions) {
    const headers = { ...FOREIGN, 'next-action': action, 'content-type': 'text/plain;charset=UTF-8' };
    const answer = await request.post('/settings/profile', { headers, data: '[]' });
    expect(answer.status(), action).toBe(403);
  }
  for (const route of routes) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await request.fetch(route, { method, headers: FOREIGN, data: '{}' });
      expect(answer.status(), `${method} ${route}`).toBe(403);
    }
  }
  // Without the token that only our own pages read, next-auth signs nobody in or out, wherever it comes from.
  await request.post('/api/auth/signout', { form: { csrfToken: 'guessed' } });
  await page.goto('/settings/profile');
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible();
  const signIn = await request.post('/api/auth/callback/credentials', {
    form: { csrfToken: 'guessed', email: 'a@example.test', password: 'x', json: 'true' },
  });
  expect(await signIn.text()).toContain('csrf=true');
});
