import { LinkNumbersDialog } from '@/components/compliance/link-numbers-dialog';
import { appHref } from '@/components/layout/app-href';
import { Card } from '@/components/ui/card';
import { Link } from '@/components/ui/link';
import type { LinkableNumber } from '@/lib/compliance/types';

interface NumbersCardProps {
  applicationId: string;
  numbers: readonly LinkableNumber[];
  /** Whether numbers can be linked to it: accepted, and the person may. */
  mayLink: boolean;
}

/** Numbers rented under the application; others of the account can be moved here. */
export function NumbersCard({ applicationId, numbers, mayLink }: NumbersCardProps) {
  const linked = numbers.filter((number) => number.applicationId === applicationId);
  const others = numbers.filter((number) => number.applicationId !== applicationId);
  return (
    <Card
      id="numbers"
      title="Numbers"
      description="Rented under this application. A fallback number goes with its primary."
      actions={
        mayLink && others.length > 0 ? <LinkNumbersDialog applicationId={applicationId} others={others} /> : null
      }
      flush
    >
      {linked.length === 0 ? (
        <p className="px-4 py-3.5 text-sm text-muted">None.</p>
      ) : (
        <ul className="max-h-96 divide-y divide-line overflow-y-auto">
          {linked.map(({ rentalId, number, display, alias, fallback }) => (
            <li key={rentalId} className="px-4 py-2.5 text-sm">
              <Link href={appHref(`/phone-numbers/active/${number}`)} className="link figures">
                {display}
              </Link>
              {alias ? <span className="text-muted"> · {alias}</span> : null}
              {fallback ? <span className="figures block text-muted">Fallback {fallback}</span> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
