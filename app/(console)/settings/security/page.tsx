import type { Metadata } from 'next';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { SessionsList } from '@/components/security/sessions-list';
import { TwoFactorCard } from '@/components/security/two-factor-card';
import { getTwoFactor, listSessions, requireSession } from '@/lib/auth';
import { formatInstant } from '@/lib/datetime';

export const metadata: Metadata = { title: 'Security' };

export default async function SecurityPage() {
  const { ctx, sessionId } = await requireSession();
  const { timeZone } = ctx;
  const [twoFactor, sessions] = await Promise.all([getTwoFactor(ctx), listSessions(ctx, sessionId)]);
  return (
    <Page width="narrow">
      <PageHeader title="Security" summary="How you sign in, and where you are signed in." />
      <div className="grid gap-4">
        <TwoFactorCard
          since={twoFactor.since && formatInstant(twoFactor.since, timeZone)}
          codesLeft={twoFactor.codesLeft}
        />
        <SessionsList
          sessions={sessions.map(({ createdAt, lastSeenAt, ...session }) => ({
            ...session,
            created: formatInstant(createdAt, timeZone),
            lastSeenAt: lastSeenAt.toISOString(),
            lastSeen: formatInstant(lastSeenAt, timeZone),
          }))}
        />
      </div>
    </Page>
  );
}
