import type { Metadata } from 'next';
import { CreateKeyDialog } from '@/components/keys/create-key-dialog';
import { CredentialsCard } from '@/components/keys/credentials-card';
import { KeysTable } from '@/components/keys/keys-table';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { NoAccess } from '@/components/settings/no-access';
import { Card } from '@/components/ui/card';
import { grantableScopes, isAllowed, requireSession } from '@/lib/auth';
import { formatInstant } from '@/lib/datetime';
import { getCredentials, listKeys } from '@/lib/keys';

export const metadata: Metadata = { title: 'API keys' };

export default async function ApiKeysPage() {
  const { ctx } = await requireSession();
  const { timeZone } = ctx;
  if (!isAllowed(ctx, 'keys.manage'))
    return (
      <NoAccess title="API keys" sentence="Your role does not handle API keys">
        An owner or admin of the account can give you a role that does, for instance Developer.
      </NoAccess>
    );
  const [keys, credentials] = await Promise.all([
    listKeys(ctx),
    isAllowed(ctx, 'credentials.manage') ? getCredentials(ctx) : null,
  ]);
  return (
    <Page>
      <PageHeader
        title="API keys"
        summary="What programs open this account with."
        actions={<CreateKeyDialog grantable={grantableScopes(ctx)} />}
      />
      <div className="grid gap-4">
        <Card flush>
          <KeysTable keys={keys} timeZone={timeZone} />
        </Card>
        {credentials ? (
          <CredentialsCard
            authId={credentials.authId}
            previousEnds={credentials.previousEndsAt && formatInstant(credentials.previousEndsAt, timeZone)}
          />
        ) : null}
      </div>
    </Page>
  );
}
