import type { Refusal } from '@/components/rentals/use-confirmation';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';

/** Why it did not happen, and the way out where there is one. */
export function ActionRefusal({ refusal }: { refusal: Refusal | undefined }) {
  if (!refusal) return null;
  const out =
    refusal.code === 'insufficient_balance' ? (
      <ButtonLink href="/billing" size="sm">
        Add funds
      </ButtonLink>
    ) : undefined;
  return (
    <Alert tone="danger" live actions={out}>
      {refusal.message}
    </Alert>
  );
}
