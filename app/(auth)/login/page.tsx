import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/components/auth/auth-card';
import { LoginForm } from '@/components/auth/login-form';
import { hasDemoAccount } from '@/lib/accounts';
import { findSession, hasUsers, safeReturnPath } from '@/lib/auth';
import { env } from '@/lib/env';

export const metadata: Metadata = { title: 'Sign in' };

const DEMO_NOTE = (
  <p>
    This is a demo. Its sign-in is in the file <code className="font-mono">demo-credentials.json</code> in the data
    folder.
  </p>
);

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  if (!(await hasUsers())) redirect('/setup');
  const returnPath = safeReturnPath((await searchParams).callbackUrl);
  if (await findSession()) redirect(returnPath);
  const isDemo = env().TWINLINE_DEMO === 'on' && (await hasDemoAccount());
  return (
    <AuthCard
      title="Sign in"
      sentence="Phone numbers with a fallback on another carrier."
      note={isDemo ? DEMO_NOTE : undefined}
    >
      <LoginForm returnPath={returnPath} />
    </AuthCard>
  );
}
