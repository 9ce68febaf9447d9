'use client';

import { DetailFields, detailsOf } from '@/components/compliance/detail-fields';
import { ItemNote } from '@/components/compliance/item-note';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { notify } from '@/components/ui/notify';
import { SubmitButton } from '@/components/ui/submit-button';
import { useFormAction } from '@/components/ui/use-form-action';
import { submitApplicationAction, updateApplicationAction } from '@/lib/compliance/actions';
import type { ApplicationDetail } from '@/lib/compliance/types';

/** The fields of a draft, or of one that came back. Submitting saves them first. */
export function EditApplicationForm({ application }: { application: ApplicationDetail }) {
  const { id: applicationId, alias, details, itemReasons, submissions } = application;
  const form = useFormAction(async (values) => {
    const saved = await updateApplicationAction({ applicationId, ...detailsOf(values) });
    if (saved.serverError) return saved;
    if (values.get('intent') === 'submit') return submitApplicationAction({ applicationId });
    void notify('Saved');
    return saved;
  });
  return (
    <form {...form.props}>
      <Card
        id="business-details"
        title="Business details"
        description="As they stand on both certificates: names that differ are the most frequent reason of a rejection."
        footer={
          <>
            <span className="max-w-prose">While it is reviewed nothing can be changed.</span>
            <span className="ml-auto flex flex-wrap gap-2">
              <SubmitButton variant="secondary" name="intent" value="save">
                Save
              </SubmitButton>
              <SubmitButton name="intent" value="submit">
                {submissions === 0 ? 'Submit for review' : 'Submit again'}
              </SubmitButton>
            </span>
          </>
        }
      >
        <div className="grid gap-4">
          <ItemNote reason={itemReasons.business_details} />
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
