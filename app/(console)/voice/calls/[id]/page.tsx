import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { CallCost, CallFacts } from '@/components/calls/call-facts';
import { CallLadder } from '@/components/calls/call-ladder';
import { CallPlan, CallTrace } from '@/components/calls/call-plan';
import { CallWatch } from '@/components/calls/call-watch';
import { EndCallDialog } from '@/components/calls/end-call-button';
import { FailoverBadge } from '@/components/calls/failover-badge';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { PhoneNumber } from '@/components/ui/phone-number';
import { StateBadge } from '@/components/ui/state-badge';
import { isAllowed, requireSession } from '@/lib/auth';
import { findCall, ladderOf, traceOf } from '@/lib/calls';
import { formatInstant, zoneName } from '@/lib/datetime';

export const metadata: Metadata = { title: 'Call' };

export default async function CallDetailPage({ params }: PageProps<'/voice/calls/[id]'>) {
  const { ctx } = await requireSession();
  const call = await findCall(ctx, (await params).id);
  if (!call) notFound();
  const { timeZone } = ctx;
  const zone = zoneName(timeZone, call.queuedAt);
  return (
    <Page>
      {call.endedAt ? null : <CallWatch uuid={call.uuid} state={call.state} attemptCount={call.attemptCount} />}
      <PageHeader
        breadcrumbs={[{ label: 'Call Logs', href: '/voice/calls' }, { label: 'Call' }]}
        title={
          <>
            Call to <PhoneNumber display={call.toDisplay} />
          </>
        }
        badge={
          <>
            <StateBadge kind="call" state={call.state} appearance="soft" />
            <FailoverBadge call={call} />
          </>
        }
        summary={`${formatInstant(call.queuedAt, timeZone)}. ${call.hangupCause ? `${call.hangupCause}.` : 'It is still going on.'}`}
        actions={
          call.endedAt || !isAllowed(ctx, 'calls.place') ? null : <EndCallDialog uuid={call.uuid} state={call.state} />
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 gap-4">
          <CallLadder steps={ladderOf(call)} attempts={call.attempts} {...{ timeZone, zone }} />
          <CallPlan plan={call.plan} attempts={call.attempts} />
          <CallTrace trace={traceOf(call)} {...{ timeZone, zone }} />
        </div>
        <div className="grid min-w-0 gap-4">
          <CallFacts {...{ call, timeZone, zone }} />
          <CallCost call={call} />
        </div>
      </div>
    </Page>
  );
}
