import type { Metadata } from 'next';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { BundleCard } from '@/components/operations/bundle-card';
import { ChecksCard } from '@/components/operations/checks-card';
import { DatabaseCard } from '@/components/operations/database-card';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { ProcessesCard } from '@/components/operations/processes-card';
import { QueuesCard } from '@/components/operations/queues-card';
import { SettingsCard } from '@/components/operations/settings-card';
import { TablesCard } from '@/components/operations/tables-card';
import { isAllowed, requireSession } from '@/lib/auth';
import { describeInstallation } from '@/lib/operations';

export const metadata: Metadata = { title: 'Installation' };

export default async function InstallationPage() {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'installation.operate')) return <NoOperatorAccess title="Installation" />;
  const { about, checks, database, queues, processes, settings } = await describeInstallation(ctx);
  const { timeZone } = account;
  return (
    <Page>
      <PageHeader
        title="Installation"
        summary={`Twinline ${about.version} on Node.js ${about.node}, ${about.platform}. As of the moment this page was opened.`}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <ChecksCard checks={checks} />
        <QueuesCard queues={queues} />
        <ProcessesCard processes={processes} timeZone={timeZone} />
        <DatabaseCard database={database} timeZone={timeZone} />
        <TablesCard tables={database.tables} timeZone={timeZone} />
        <SettingsCard settings={settings} />
        <BundleCard />
      </div>
    </Page>
  );
}
