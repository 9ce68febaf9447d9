import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CallsCard } from '@/components/incidents/calls-card';
import { IncidentState } from '@/components/incidents/incident-state';
import { NotesCard } from '@/components/incidents/notes-card';
import { NumbersCard } from '@/components/incidents/numbers-card';
import { SameFault } from '@/components/incidents/same-fault';
import { Timeline } from '@/components/incidents/timeline';
import { LiveRefresh } from '@/components/layout/live-refresh';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { buttonClasses } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { isAllowed, requireSession } from '@/lib/auth';
import { formatExact, formatInstant } from '@/lib/datetime';
import { detectionText, durationText, estimateText, findIncident } from '@/lib/network';
import { displayNumber } from '@/lib/phone';

export const metadata: Metadata = { title: 'Incident' };

type Props = PageProps<'/voice/incidents/[id]'>;

export default async function IncidentPage({ params }: Props) {
  const { ctx } = await requireSession();
  const { id } = await params;
  const incident = await findIncident(ctx, id);
  if (!incident) notFound();
  const { timeZone } = ctx;
  const { carrier, trunk, reason, openedAt, closedAt, calls, timeline, numbers, notes } = incident;
  return (
    <Page>
      <LiveRefresh />
      <PageHeader
        title={`${carrier}, ${trunk}`}
        badge={<IncidentState isOpen={closedAt === null} />}
        summary={reason}
        breadcrumbs={[{ label: 'Incidents', href: '/voice/incidents' }, { label: formatInstant(openedAt, timeZone) }]}
        actions={
          <>
            <a href={`/voice/incidents/${id}/markdown`} download className={buttonClasses()}>
              <Download aria-hidden />
              Markdown
            </a>
            <a href={`/voice/incidents/${id}/evidence`} download className={buttonClasses()}>
              <Download aria-hidden />
              Evidence for the carrier
            </a>
          </>
        }
      />
      <div className="grid min-w-0 gap-4">
        <Card id="times" title="Times">
          <DescriptionList
            layout="grid"
            // Moments to the millisecond are longer than other figures.
            className="grid-cols-[repeat(auto-fill,minmax(14rem,1fr))]"
            items={[
              { term: 'Opened', value: <span className="figures">{formatExact(openedAt, timeZone)}</span> },
              {
                term: 'Closed',
                value: <span className="figures">{closedAt ? formatExact(closedAt, timeZone) : 'Still open'}</span>,
              },
              { term: 'Lasted', value: <span className="figures">{durationText(incident) ?? 'Still open'}</span> },
              {
                term: 'First evidence to detection',
                value: <span className="figures">{detectionText(incident) ?? 'Not known'}</span>,
              },
            ]}
          />
          <SameFault {...incident} timeZone={timeZone} />
        </Card>
        <CallsCard calls={calls} estimate={estimateText(calls)} />
        <Card id="timeline" title="Timeline">
          <Timeline moments={timeline.map((moment) => ({ ...moment, atText: formatExact(moment.at, timeZone) }))} />
        </Card>
        <NumbersCard
          numbers={numbers.map((row) => ({ ...row, display: displayNumber(row.number) }))}
          total={calls.numbers}
        />
        <NotesCard
          incidentId={id}
          notes={notes.map((note) => ({ ...note, atText: formatInstant(note.at, timeZone) }))}
          mayWrite={isAllowed(ctx, 'network.operate')}
        />
      </div>
    </Page>
  );
}
