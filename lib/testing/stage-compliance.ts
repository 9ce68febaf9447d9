import { acceptSubmitted, rejectSubmitted } from '@/lib/compliance/settle-submitted';
import { asAccountId, systemContext } from '@/lib/context';
import { createDraft, createSubmitted } from './factories-compliance';

/** An account's applications in the states that a person does something about, and one accepted where it is wished. */
export async function createApplications({ accountId, accepted = false }: { accountId: string; accepted?: boolean }) {
  const ctx = systemContext(asAccountId(accountId), 'stage');
  const draft = await createDraft(ctx, 'Mysuru branch');
  const rejected = await createSubmitted(ctx, 'Hubballi branch');
  const reasons = {
    business_details: 'The name differs from the one on the certificate: it ends in Private Limited there',
    gst_certificate: 'It cannot be read; scan it at a higher resolution',
  };
  await rejectSubmitted(ctx, { applicationId: rejected, submission: 1, reasons });
  const submitted = await createSubmitted(ctx, 'Mangaluru branch');
  const valid = accepted ? await createSubmitted(ctx, 'Second office') : null;
  if (valid) await acceptSubmitted(ctx, { applicationId: valid, submission: 1, validUntil: '' });
  return { draft, rejected, submitted, accepted: valid };
}
