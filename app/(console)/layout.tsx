import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { NoticeBell } from '@/components/alerts/notice-bell';
import { shownNotice } from '@/components/alerts/shown-notice';
import { ConsoleShell } from '@/components/layout/console-shell';
import { SIDE_NAVIGATION_COOKIE } from '@/components/layout/side-navigation-cookie';
import { getNoticeSummary } from '@/lib/alerts';
import { listOwnAccounts, requireSession } from '@/lib/auth';
import { signOutAction, switchAccountAction } from '@/lib/auth/actions';
import { ROLE_WORDS } from '@/lib/auth/format';

async function signOut() {
  'use server';
  await signOutAction();
}

async function switchAccount(accountId: string) {
  'use server';
  await switchAccountAction({ accountId });
}

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { user, account, role, ctx } = await requireSession();
  const [{ unread, latest }, accounts] = await Promise.all([getNoticeSummary(ctx), listOwnAccounts(ctx)]);
  const navigationCookie = (await cookies()).get(SIDE_NAVIGATION_COOKIE);
  return (
    <ConsoleShell
      user={{ name: user.name, email: user.email, isOperator: user.isOperator }}
      account={{ name: account.name }}
      role={ROLE_WORDS[role].name}
      accounts={accounts.map(({ id, name, isCurrent }) => ({ id, name, isCurrent }))}
      switchAccount={switchAccount}
      signOut={signOut}
      notices={<NoticeBell unread={unread} latest={latest.map((notice) => shownNotice(notice, ctx.timeZone))} />}
      initiallyCollapsed={navigationCookie?.value === 'collapsed'}
    >
      {children}
    </ConsoleShell>
  );
}
