import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { DomainsDialog } from '@/components/operations/domains-dialog';
import { NoOperatorAccess } from '@/components/operations/no-operator-access';
import { SandboxButtons } from '@/components/operations/sandbox-buttons';
import { sandboxText } from '@/components/operations/sandbox-words';
import { StockTable } from '@/components/operations/stock-table';
import { TrunkRecords } from '@/components/operations/trunk-records';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { isAllowed, requireSession } from '@/lib/auth';
import { formatInstant } from '@/lib/datetime';
import { findOperatedCarrier } from '@/lib/operations';

export const metadata: Metadata = { title: 'Carrier' };

export default async function OperatedCarrierPage({ params }: PageProps<'/operations/carriers/[slug]'>) {
  const { ctx, account } = await requireSession();
  if (!isAllowed(ctx, 'network.operate')) return <NoOperatorAccess title="Carrier" />;
  const carrier = await findOperatedCarrier(ctx, (await params).slug);
  if (!carrier) notFound();
  const { slug, name, failureDomains, sandbox, stock, trunks, rented, countries } = carrier;
  return (
    <Page>
      <PageHeader
        title={name}
        summary={`${rented.toLocaleString('en')} numbers rented by accounts. Numbers in ${countries.join(', ') || 'no country yet'}.`}
        breadcrumbs={[{ label: 'Carriers and stock', href: '/operations/carriers' }, { label: name }]}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <Card
          id="failure-domains"
          title="Failure domains"
          description="Everything that can take it down together with another carrier. Two carriers back each other up only when they have none in common."
          actions={<DomainsDialog slug={slug} name={name} failureDomains={failureDomains} />}
        >
          <ul className="flex flex-wrap gap-1.5">
            {failureDomains.map((domain) => (
              <li key={domain}>
                <Badge>{domain}</Badge>
              </li>
            ))}
          </ul>
        </Card>
        {sandbox ? (
          <Card
            id="sandbox"
            title="Sandbox"
            description="How this simulated carrier answers orders of numbers. Faults of its calls are switched under Voice > Carriers."
            actions={<SandboxButtons slug={slug} name={name} sandbox={{ ...sandbox, endsAt: null }} />}
          >
            <p>{sandboxText(sandbox)}</p>
            {sandbox.endsAt ? (
              <p className="mt-1 text-sm text-muted">
                Until {formatInstant(sandbox.endsAt, account.timeZone)}; then as usual.
              </p>
            ) : null}
          </Card>
        ) : null}
        <Card id="trunks" title="Trunks" flush className="lg:col-span-2">
          <TrunkRecords trunks={trunks} />
        </Card>
        <Card id="stock" title="Stock" flush className="lg:col-span-2">
          <StockTable stock={stock} />
        </Card>
      </div>
    </Page>
  );
}
