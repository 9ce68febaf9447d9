import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { AccountButtons } from '@/components/operations/account-buttons';
import { AccountState } from '@/components/operations/accounts-table';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { Money } from '@/components/ui/money';
import { isAllowed, requireSession } from '@/lib/auth';
import { formatInstant } from '@/lib/datetime';
import { findAccount } from '@/lib/operations';
import type { AccountDetail } from '@/lib/operations/types';

export const metadata: Metadata = { title: 'Account' };

function moneyItems({ balanceMicros, heldMicros, currency }: AccountDetail) {
  return [
    { term: 'Balance', value: <Money micros={balanceMicros} currency={currency} /> },
    { term: 'Held for orders', value: <Money micros={heldMicros} currency={currency} /> },
    { term: 'Free', value: <Money micros={balanceMicros - heldMicros} currency={currency} /> },
  ];
}

export default async function AccountPage({ params }: PageProps<'/operations/accounts/[id]'>) {
  const session = await requireSession();
  if (!isAllowed(session.ctx, 'installation.operate')) return <NoOperatorAccess title="Account" />;
  const account = await findAccount(session.ctx, (await params).id);
  if (!account) notFound();
  const { id, name, authId, currency, callsPerSecond, concurrentCalls } = account;
  return (
    <Page>
      <PageHeader
        title={name}
        badge={<AccountState account={account} />}
        summary={`Since ${formatInstant(account.createdAt, session.account.timeZone)}.`}
        breadcrumbs={[{ label: 'Accounts', href: '/operations/accounts' }, { label: name }]}
        actions={<AccountButtons accountId={id} {...{ name, currency, callsPerSecond, concurrentCalls }} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card id="money" title="Money">
          <DescriptionList items={moneyItems(account)} />
        </Card>
        <Card id="limits" title="Limits">
          <DescriptionList
            items={[
              { term: 'Calls a second', value: <span className="figures">{callsPerSecond}</span> },
              { term: 'Calls in progress', value: <span className="figures">{concurrentCalls}</span> },
            ]}
          />
        </Card>
        <Card id="numbers" title="Numbers">
          <DescriptionList
            items={[
              { term: 'In use', value: <span className="figures">{account.numbers}</span> },
              { term: 'Of these past due', value: <span className="figures">{account.pastDue}</span> },
              { term: 'Pairs that work', value: <span className="figures">{account.pairs}</span> },
            ]}
          />
        </Card>
        <Card id="people" title="People">
          <DescriptionList
            items={[
              { term: 'Auth ID', value: <span className="font-mono text-xs">{authId}</span> },
              { term: 'Time zone', value: account.timeZone },
              ...account.members.map(({ name: member, email, role }) => ({
                key: email,
                term: role.charAt(0).toUpperCase() + role.slice(1),
                value: `${member}, ${email}`,
              })),
            ]}
          />
        </Card>
      </div>
    </Page>
  );
}
