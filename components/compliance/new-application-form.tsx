'use client';

import { useRouter } from 'next/navigation';
import { DetailFields, detailsOf } from '@/components/compliance/detail-fields';
import { appHref } from '@/components/layout/app-href';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormAction } from '@/components/ui/use-form-action';
import { createApplicationAction } from '@/lib/compliance/actions';
import type { BusinessDetails } from '@/lib/compliance/types';

/** Begins a draft; the certificates come next, on its own page. */
export function NewApplicationForm({ alias, details }: { alias: string; details: BusinessDetails }) {
  const router = useRouter();
  const form = useFormAction((values) => createApplicationAction(detailsOf(values)), {
    onDone: (data) => data && router.push(appHref(`/phone-numbers/compliance/${data.id}`)),
  });
  return (
    <form {...form.props}>
      <Card
        id="business-details"
        title="Business details"
        description="As they stand on your certificates. What you do not know yet can wait until you submit."
        footer={<SubmitButton className="ml-auto">Save draft and add documents</SubmitButton>}
      >
        <div className="grid gap-4">
          <DetailFields alias={alias} details={details} errorOf={form.errorOf} />
          {form.error ? (
            <Alert tone="danger" live>
              {form.error}
            </Alert>
          ) : null}
        </div>
      </Card>
    </form>
  );
}
