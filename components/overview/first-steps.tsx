import { ChevronRight, Circle, CircleCheck } from 'lucide-react';
import { appHref } from '@/components/layout/app-href';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import type { FirstStep, StepName } from '@/lib/overview/types';

const WORDS: Record<StepName, { title: string; sentence: string }> = {
  funds: { title: 'Add funds', sentence: 'Rent and calls are taken from the balance.' },
  compliance: {
    title: 'Be accepted for India',
    sentence: 'India numbers are rented under a compliance application: the business’s fields and two certificates.',
  },
  number: { title: 'Rent a number', sentence: 'Search by place or digits; the fallback is a checkbox away.' },
  fallback: {
    title: 'Give it a fallback',
    sentence: 'A second number from a different carrier takes over when the first carrier fails.',
  },
  call: { title: 'Place a test call', sentence: 'See on the call’s page which way it took, and why.' },
  rehearsal: { title: 'Rehearse a failure', sentence: 'Break a carrier in the simulator and read what would happen.' },
};

/** What a new account does first; nothing once all of it is done. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  if (steps.length === 0) return null;
  const done = steps.filter(({ isDone }) => isDone).length;
  return (
    <Card id="first-steps" title="First steps" description={`${done} of ${steps.length} done`} flush>
      <ol className="divide-y divide-line">
        {steps.map((step) => (
          <li key={step.name}>
            <Step {...step} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

function Step({ name, isDone, link }: FirstStep) {
  const { title, sentence } = WORDS[name];
  if (isDone) {
    return (
      <p className="flex items-center gap-3 px-4 py-2.5 text-muted">
        <CircleCheck aria-label="Done" role="img" className="size-4 shrink-0 text-ok" />
        {title}
      </p>
    );
  }
  return (
    <Link href={appHref(link)} className="flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
      <Circle aria-label="To do" role="img" className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{title}</span>
        <span className="block text-sm text-muted">{sentence}</span>
      </span>
      <ChevronRight aria-hidden className="size-4 shrink-0 text-muted" />
    </Link>
  );
}
