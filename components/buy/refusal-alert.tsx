import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';

/** Why it did not happen, and the way out where there is one. */
export function RefusalAlert({ message, code }: { message: string; code: string | undefined }) {
  return (
    <Alert
      tone="danger"
      live
      actions={
        code === 'insufficient_balance' ? (
          <ButtonLink href="/billing" size="sm">
            Open Billing
          </ButtonLink>
        ) : undefined
      }
    >
      {message}
    </Alert>
  );
}
