import { CircleX, ShieldAlert, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';

export interface ProofStateProps {
  proof: 'unproven' | 'proven' | 'failed';
  /** When a test last passed: ISO 8601, and for people. */
  provenAt: { at: string; text: string } | null;
  /** What the last test showed. */
  proofReason: string | null;
}

const LOOKS = {
  unproven: { tone: 'warn', word: 'Unproven', icon: <ShieldAlert aria-hidden /> },
  proven: { tone: 'ok', word: 'Proven', icon: <ShieldCheck aria-hidden /> },
  failed: { tone: 'danger', word: 'Test failed', icon: <CircleX aria-hidden /> },
} as const;

/** Whether a call has shown that the fallback works. */
export function ProofState({ proof, provenAt, proofReason }: ProofStateProps) {
  const { tone, word, icon } = LOOKS[proof];
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={tone} icon={icon}>
          {word}
        </Badge>
        {provenAt ? (
          <span className={proof === 'proven' ? undefined : 'text-muted'}>
            last on{' '}
            <time dateTime={provenAt.at} title={provenAt.at} className="figures">
              {provenAt.text}
            </time>
          </span>
        ) : null}
      </p>
      <p className="max-w-prose text-sm text-muted">{sentenceOf({ proof, proofReason })}</p>
    </>
  );
}

function sentenceOf({ proof, proofReason }: Pick<ProofStateProps, 'proof' | 'proofReason'>): ReactNode {
  if (proof === 'unproven') return 'No call has shown yet that it works. It is tested by itself soon.';
  if (proof === 'proven') return `${proofReason ?? ''} It is tested again every week.`.trim();
  return `${proofReason ?? ''} It is tested again every ten minutes, and used only when nothing better is left.`.trim();
}
