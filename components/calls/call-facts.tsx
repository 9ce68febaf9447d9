import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { DescriptionList } from '@/components/ui/description-list';
import { Money } from '@/components/ui/money';
import { PhoneNumber } from '@/components/ui/phone-number';
import { formatCause, formatMs, formatSip, formatTalk, HANGUP_SOURCE_WORDS, PURPOSE_WORDS } from '@/lib/calls/format';
import type { CallDetail } from '@/lib/calls/types';
import { formatMillisecond } from '@/lib/datetime';

interface CallFactsProps {
  call: CallDetail;
  timeZone: string;
  zone: string;
}

type Fact = { term: string; value: ReactNode };

/** What the call was, as far as it is known. */
export function CallFacts({ call, timeZone, zone }: CallFactsProps) {
  return (
    <Card id="facts" title="Facts" description={`Times in ${zone}.`}>
      <DescriptionList
        items={[...peopleOf(call), ...momentsOf(call, timeZone), ...endOf(call), idOf(call)]}
        className="text-sm"
      />
    </Card>
  );
}

function peopleOf(call: CallDetail): Fact[] {
  const { fromDisplay, toDisplay, presentedDisplay, presentedNumber, fromNumber, purpose } = call;
  const isOther = presentedDisplay !== null && presentedNumber !== fromNumber;
  return [
    { term: 'From', value: <PhoneNumber display={fromDisplay} /> },
    ...(isOther ? [{ term: 'The callee saw', value: <PhoneNumber display={presentedDisplay} /> }] : []),
    { term: 'To', value: <PhoneNumber display={toDisplay} /> },
    { term: 'Purpose', value: PURPOSE_WORDS[purpose] },
    ...(call.carrierName ? [{ term: 'Carrier', value: call.carrierName }] : []),
  ];
}

function momentsOf(call: CallDetail, timeZone: string): Fact[] {
  const moments: [string, Date | null][] = [
    ['Asked for', call.queuedAt],
    ['Started', call.startedAt],
    ['Ringing', call.ringingAt],
    ['Answered', call.answeredAt],
    ['Ended', call.endedAt],
  ];
  const facts = moments.flatMap(([term, at]) => (at ? [{ term, value: <Moment at={at} timeZone={timeZone} /> }] : []));
  if (call.postDialDelayMs !== null)
    facts.push({ term: 'Post-dial delay', value: <span className="figures">{formatMs(call.postDialDelayMs)}</span> });
  if (call.answeredAt && call.endedAt)
    facts.push({ term: 'Talk time', value: <span className="figures">{formatTalk(call.durationSeconds)}</span> });
  return facts;
}

function Moment({ at, timeZone }: { at: Date; timeZone: string }) {
  return (
    <time dateTime={at.toISOString()} title={at.toISOString()} className="figures">
      {formatMillisecond(at, timeZone)}
    </time>
  );
}

function endOf({ hangupCause, hangupCode, hangupSource, sipCode, q850Cause }: CallDetail): Fact[] {
  const codes = [sipCode === null ? null : formatSip(sipCode), q850Cause === null ? null : formatCause(q850Cause)];
  const said = codes.filter((code) => code !== null).join('; ');
  return [
    ...(hangupCause ? [{ term: 'Hangup cause', value: `${hangupCause} (${hangupCode})` }] : []),
    ...(hangupSource ? [{ term: 'Ended by', value: HANGUP_SOURCE_WORDS[hangupSource] }] : []),
    ...(said ? [{ term: 'Last code', value: said }] : []),
  ];
}

function idOf({ uuid }: CallDetail): Fact {
  return {
    term: 'Call id',
    value: (
      <span className="inline-flex max-w-full items-start gap-1">
        <span className="min-w-0 font-mono text-xs break-all">{uuid}</span>
        <CopyButton value={uuid} label="call id" />
      </span>
    ),
  };
}

/** What the call costs, and how that comes about. */
export function CallCost({ call }: { call: CallDetail }) {
  const { amountMicros, taxMicros, rateMicros, billedSeconds, currency, answeredAt, endedAt, purpose } = call;
  if (billedSeconds === 0)
    return (
      <Card id="cost" title="Cost">
        <p className="text-sm text-muted">{freeSentence({ purpose, answeredAt, endedAt })}</p>
      </Card>
    );
  return (
    <Card id="cost" title="Cost" description="By begun minutes, the same whichever carrier took the call.">
      <DescriptionList
        className="text-sm"
        items={[
          { term: 'Rate', value: <Money micros={rateMicros} currency={currency} per="a minute" /> },
          { term: 'Billed', value: <span className="figures">{billedSeconds / 60} min</span> },
          { term: 'Amount', value: <Money micros={amountMicros} currency={currency} /> },
          ...(taxMicros > 0n ? [{ term: 'GST', value: <Money micros={taxMicros} currency={currency} /> }] : []),
          {
            term: 'Total',
            value: <Money micros={amountMicros + taxMicros} currency={currency} className="font-semibold" />,
          },
        ]}
      />
    </Card>
  );
}

function freeSentence({
  purpose,
  answeredAt,
  endedAt,
}: Pick<CallDetail, 'purpose' | 'answeredAt' | 'endedAt'>): string {
  if (!endedAt) return 'It is billed when it ends, if it is answered.';
  if (answeredAt && purpose === 'proof') return 'Calls that prove a fallback are free.';
  return 'Calls that are not answered are free.';
}
