import type { startReplayAction } from '@/lib/rehearsals/actions';
import type { ReplayFaultKind } from '@/lib/rehearsals/format';
import type { UploadSummary } from '@/lib/rehearsals/types';

/** The form's fields as they are typed. */
export interface ReplayChoice {
  kind: 'log' | 'upload';
  carrier: string;
  from: string;
  to: string;
  /** With commas; empty = every number of the carrier. */
  numbers: string;
  fault: ReplayFaultKind;
  faultAt: string;
  minutes: string;
  /** Percent. */
  share: string;
  rental: string;
  worth: string;
  seeds: string;
}

type ReplayInput = Parameters<typeof startReplayAction>[0];

/** What the server is asked; what is no number is sent as one that it refuses in a sentence. */
export function replayInputOf(choice: ReplayChoice, summary: UploadSummary | null): ReplayInput {
  const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  return {
    calls:
      choice.kind === 'upload'
        ? { kind: 'upload', uploadId: summary?.uploadId ?? '' }
        : {
            ...{ kind: 'log', carrier: choice.carrier, from: choice.from, to: choice.to },
            numbers: choice.numbers.split(/[\s,]+/).flatMap((number) => number.replace(/^\+/, '') || []),
          },
    fault: {
      kind: choice.fault,
      at: choice.faultAt,
      minutes: numberOf(choice.minutes),
      share: numberOf(choice.share) / 100,
    },
    money: {
      haRentalPerMonth: numberOf(choice.rental),
      valuePerAnsweredCall: choice.worth.trim() === '' ? null : numberOf(choice.worth),
    },
    seeds: numberOf(choice.seeds),
  };
}
