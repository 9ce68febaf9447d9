import type { Metadata } from 'next';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { AccountCard } from '@/components/settings/account-card';
import { PasswordForm } from '@/components/settings/password-form';
import { ProfileForm } from '@/components/settings/profile-form';
import { SessionsCard } from '@/components/settings/sessions-card';
import { requireSession } from '@/lib/auth';
import { ROLE_WORDS } from '@/lib/auth/format';
import { formatInstant } from '@/lib/datetime';
import { timeZones } from '@/lib/datetime/time-zones';

export const metadata: Metadata = { title: 'Profile' };

export default async function ProfilePage() {
  const { user, account, role, ctx } = await requireSession();
  return (
    <Page width="narrow">
      <PageHeader title="Profile" />
      <div className="grid gap-4">
        <ProfileForm
          name={user.name}
          email={user.email}
          timeZone={user.timeZone}
          accountZone={account.timeZone}
          timeZones={timeZones()}
        />
        <AccountCard
          account={account}
          role={ROLE_WORDS[role]}
          isOperator={user.isOperator}
          localTime={formatInstant(ctx.now(), account.timeZone)}
        />
        <PasswordForm email={user.email} />
        <SessionsCard />
      </div>
    </Page>
  );
}
