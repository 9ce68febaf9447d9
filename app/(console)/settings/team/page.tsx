import type { Metadata } from 'next';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { InvitationsCard } from '@/components/team/invitations-card';
import { InviteDialog } from '@/components/team/invite-dialog';
import { MembersTable } from '@/components/team/members-table';
import { TransferCard } from '@/components/team/transfer-card';
import { Card } from '@/components/ui/card';
import { isAllowed, requireSession } from '@/lib/auth';
import { listInvitations, listMembers } from '@/lib/team';

export const metadata: Metadata = { title: 'Team' };

export default async function TeamPage() {
  const { account, ctx } = await requireSession();
  const { name, timeZone } = account;
  const mayManage = isAllowed(ctx, 'team.manage');
  const [members, invitations] = await Promise.all([listMembers(ctx), mayManage ? listInvitations(ctx) : []]);
  const candidates = members.filter(({ role }) => role !== 'owner');
  return (
    <Page>
      <PageHeader
        title="Team"
        summary={members.length === 1 ? 'Only you so far.' : `${members.length} people work in ${name}.`}
        actions={mayManage ? <InviteDialog /> : null}
      />
      <div className="grid gap-4">
        <Card flush>
          <MembersTable {...{ members, timeZone, mayManage }} />
        </Card>
        <InvitationsCard {...{ invitations, timeZone }} />
        {isAllowed(ctx, 'account.transfer') && candidates.length > 0 ? (
          <TransferCard
            accountName={name}
            candidates={candidates.map(({ userId, name: person, email }) => ({ userId, name: person, email }))}
          />
        ) : null}
      </div>
    </Page>
  );
}
