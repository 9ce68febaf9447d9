import { appHref } from '@/components/layout/app-href';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import type { ComplianceStatus, MissingCompliance } from '@/lib/compliance/types';

const SENTENCES: Readonly<Record<ComplianceStatus, string>> = {
  draft: 'is still a draft: complete and submit it.',
  submitted: 'is being reviewed; the number can be bought as soon as it is accepted.',
  rejected: 'was rejected: correct it and submit it again.',
  suspended: 'is suspended: no number can be rented under it meanwhile.',
  expired: 'has expired: bring it up to date and submit it again, or make a new one.',
  accepted: 'is accepted.',
};

/** Why an India number cannot be bought yet, and the way to change that. */
export function NoCompliance({ missing: { nearest, maySee, mayMake } }: { missing: MissingCompliance }) {
  const make = mayMake && (nearest === null || nearest.status === 'suspended') && (
    <ButtonLink href="/phone-numbers/compliance/new" size="sm">
      Make an application
    </ButtonLink>
  );
  const open = nearest && maySee && (
    <ButtonLink href={appHref(`/phone-numbers/compliance/${nearest.id}`)} size="sm">
      Open {nearest.alias}
    </ButtonLink>
  );
  return (
    <Alert
      tone="warn"
      title="No accepted compliance application"
      actions={
        make || open ? (
          <>
            {open}
            {make}
          </>
        ) : null
      }
    >
      {nearest
        ? `${nearest.alias} ${SENTENCES[nearest.status]}`
        : 'This account has none, so no India number can be bought yet. It can be as soon as an application for India local numbers is accepted.'}
      {mayMake ? '' : ' An owner, admin or developer of the account can see to it.'}
    </Alert>
  );
}
