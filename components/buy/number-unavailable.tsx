import type { Route } from 'next';
import type { ReactNode } from 'react';
import { NumberTable } from '@/components/buy/number-table';
import { Page } from '@/components/layout/page';
import { PageHeader } from '@/components/layout/page-header';
import { Alert } from '@/components/ui/alert';
import { ButtonLink } from '@/components/ui/button-link';
import { Card } from '@/components/ui/card';
import type { AvailableNumber } from '@/lib/numbers/types';

interface NumberUnavailableProps {
  /** The number as it is written, or what stands in its place. */
  title: string;
  tone?: 'info' | 'warn';
  message: ReactNode;
  /** What to do instead of the usual: look for another. */
  action?: { label: string; href: Route };
  alternatives?: readonly AvailableNumber[];
}

/** A number's page when it cannot be bought: why, and what else there is. */
export function NumberUnavailable({
  title,
  tone = 'warn',
  message,
  action,
  alternatives = [],
}: NumberUnavailableProps) {
  return (
    <Page width="form">
      <PageHeader title={title} breadcrumbs={[{ label: 'Buy Number', href: '/phone-numbers/buy' }, { label: title }]} />
      <div className="grid gap-4">
        <Alert
          tone={tone}
          live
          actions={
            <>
              {action ? (
                <ButtonLink href={action.href} variant="primary" size="sm">
                  {action.label}
                </ButtonLink>
              ) : null}
              <ButtonLink href="/phone-numbers/buy" size="sm">
                Find another number
              </ButtonLink>
            </>
          }
        >
          {message}
        </Alert>
        {alternatives.length > 0 ? (
          <Card id="alternatives" flush title="Numbers nearby">
            <NumberTable caption="Numbers nearby" numbers={alternatives} />
          </Card>
        ) : null}
      </div>
    </Page>
  );
}
