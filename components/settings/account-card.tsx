import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';

interface AccountCardProps {
  account: { name: string; currency: string; timeZone: string };
  role: { name: string; meaning: string };
  isOperator: boolean;
  /** The hour it is in the account's time zone, as text. */
  localTime: string;
}

/** What the account is and what the person may do in it; nothing to change here. */
export function AccountCard({ account, role, isOperator, localTime }: AccountCardProps) {
  const operator = isOperator ? [{ term: 'Installation', value: 'You are the operator of this installation.' }] : [];
  return (
    <Card id="account" title="Account">
      <DescriptionList
        items={[
          { term: 'Name', value: account.name },
          { term: 'Your role', value: `${role.name}. ${role.meaning}` },
          { term: 'Currency', value: account.currency },
          {
            term: 'Time zone',
            value: (
              <>
                {account.timeZone.replaceAll('_', ' ')}
                <span className="text-muted">, now {localTime}</span>
              </>
            ),
          },
          ...operator,
        ]}
      />
    </Card>
  );
}
