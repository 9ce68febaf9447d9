import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { AuthCard } from '@/components/auth/auth-card';
import { LoginForm } from '@/components/auth/login-form';
import { Alert } from '@/components/ui/alert';
import { hasDemoAccount } from '@/lib/accounts';
import { findSession, hasUsers, oidcName, safeReturnPath } from '@/lib/auth';
import { env } from '@/lib/env';
import { oidcSentence } from '@/lib/team/format';

export const metadata: Metadata = { title: 'Sign in' };

const DEMO_NOTE = (
  <p>
    This is a demo. Its sign-in is in the file <code className="font-mono">demo-credentials.json</code> in the data
    folder.
  </p>
);

export default async function LoginPage({ searchParams }: PageProps<'/login'>) {
  if (!(await hasUsers())) redirect('/setup');
  const { callbackUrl, refused, error } = await searchParams;
  const returnPath = safeReturnPath(callbackUrl);
  const problem = oidcSentence(refused, error);
  if (await findSession()) redirect(returnPath);
  const isDemo = env().TWINLINE_DEMO === 'on' && (await hasDemoAccount());
  return (
    <AuthCard
      title="Sign in"
      sentence="Phone numbers with a fallback on another carrier."
      note={isDemo ? DEMO_NOTE : undefined}
    >
      {problem ? (
        <Alert tone="danger" className="mb-4">
          {problem}
        </Alert>
      ) : null}
      <LoginForm returnPath={returnPath} oidcName={oidcName()} />
    </AuthCard>
  );
}
