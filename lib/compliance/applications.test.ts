import { describe, expect, it } from 'vitest';
import type { AccountRole } from '@/lib/context';
import { db } from '@/lib/db';
import { createAccount, createCompliance, testContext } from '@/lib/testing/factories';
import { completeApplication, createDraft, createSubmitted, upload } from '@/lib/testing/factories-compliance';
import { createPdf } from '@/lib/testing/factories-documents';
import { createApplication } from './create-application';
import { linkNumbers } from './link-numbers';
import { findApplication, findMissingCompliance, listApplications } from './queries';
import { listLinkable } from './queries-links';
import { listReviews } from './queries-review';
import { removeApplication } from './remove-application';
import { acceptSubmitted, rejectSubmitted } from './settle-submitted';
import { submitApplication } from './submit-application';
import { liftSuspension, suspendApplication } from './suspend-application';
import { updateApplication } from './update-application';

const statusOf = async (id: string) => (await db.complianceApplication.findUniqueOrThrow({ where: { id } })).status;
const isOperator = true;

describe('who may do what with applications', () => {
  const reads = { owner: true, admin: true, developer: true, finance: false, support: true };
  const writes = { owner: true, admin: true, developer: true, finance: false, support: false };

  it.each(Object.keys(reads) as AccountRole[])('as %s', async (role) => {
    const account = await createAccount();
    const ctx = testContext(account, role);
    const applicationId = await createDraft(testContext(account));
    const submitted = { applicationId, submission: 1 };
    const refusal = async (call: Promise<unknown>) => {
      const error = await call.then(
        () => null,
        (reason: { code?: string }) => reason.code,
      );
      return error === 'forbidden';
    };
    const seen = [listApplications(ctx), findApplication(ctx, applicationId), listLinkable(ctx)];
    for (const call of seen) expect(await refusal(call)).toBe(!reads[role]);
    const changes = [
      () => createApplication(ctx, completeApplication),
      () => updateApplication(ctx, { applicationId, ...completeApplication }),
      () => upload(ctx, { applicationId, bytes: createPdf({ text: role }) }),
      () => linkNumbers(ctx, { applicationId, rentalIds: ['num_1'] }),
      () => submitApplication(ctx, { applicationId }),
      () => removeApplication(ctx, { applicationId }),
    ];
    for (const change of changes) expect(await refusal(change())).toBe(!writes[role]);
    const operations = [
      () => listReviews(ctx, {}),
      () => acceptSubmitted(ctx, { ...submitted, validUntil: '' }),
      () => rejectSubmitted(ctx, { ...submitted, reasons: { gst_certificate: 'Unreadable' } }),
      () => suspendApplication(ctx, { applicationId, reason: 'Complaints' }),
      () => liftSuspension(ctx, { applicationId }),
    ];
    for (const operation of operations) expect(await refusal(operation())).toBe(true);
  });

  it('gives an operator no right over the applications of their own account that their role has not', async () => {
    const account = await createAccount();
    const applicationId = await createDraft(testContext(account));
    const operator = testContext(account, 'support', { isOperator });
    await expect(submitApplication(operator, { applicationId })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('another account’s application', () => {
  it('is not there, for no verb', async () => {
    const applicationId = await createDraft(testContext(await createAccount()));
    const stranger = testContext(await createAccount());
    expect(await findApplication(stranger, applicationId)).toBeNull();
    expect(await listApplications(stranger)).toEqual([]);
    for (const call of [
      () => updateApplication(stranger, { applicationId, ...completeApplication }),
      () => upload(stranger, { applicationId }),
      () => submitApplication(stranger, { applicationId }),
      () => removeApplication(stranger, { applicationId }),
      () => linkNumbers(stranger, { applicationId, rentalIds: ['num_1'] }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not_found' });
    expect(await statusOf(applicationId)).toBe('draft');
  });

  it('is not shown to the operator before it is submitted', async () => {
    const account = await createAccount();
    const applicationId = await createDraft(testContext(account));
    const operator = testContext(await createAccount(), 'owner', { isOperator });
    const accept = () => acceptSubmitted(operator, { applicationId, submission: 1, validUntil: '' });
    await expect(accept()).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a draft', () => {
  it('keeps what is there, with an audit row of who wrote it', async () => {
    const ctx = testContext(await createAccount());
    const { id } = await createApplication(ctx, { alias: ' Head office ', businessName: 'Kaveri' });
    await updateApplication(ctx, { applicationId: id, alias: 'Head office', businessName: 'Kaveri', city: 'Mysuru' });
    expect(await findApplication(ctx, id)).toMatchObject({
      alias: 'Head office',
      status: 'draft',
      details: { businessName: 'Kaveri', city: 'Mysuru', postalCode: '' },
      numbers: 0,
    });
    const audit = await db.auditEvent.findMany({ where: { entityId: id }, orderBy: { id: 'asc' } });
    expect(audit.map(({ action, after }) => [action, after])).toMatchObject([
      ['compliance.create', { alias: 'Head office', status: 'draft' }],
      ['compliance.update', { city: 'Mysuru' }],
    ]);
  });

  it.each([
    [{ alias: ' ' }, 'Enter a name for the application.'],
    [{ businessName: 'x'.repeat(51) }, 'Business name may have at most 50 characters.'],
    [{ city: 'Mysuru\nKarnataka' }, 'City must not contain line breaks or control characters.'],
  ])('is refused with %j', async (part, message) => {
    const ctx = testContext(await createAccount());
    await expect(createApplication(ctx, { ...completeApplication, ...part })).rejects.toThrow(message);
  });

  it.each([
    ['businessName', '', 'Enter the business name.'],
    ['registrationNumber', '<script>', 'Registration number must be 5 to 40 letters, digits, dashes or slashes.'],
    ['email', 'asha', 'Enter an e-mail address like name@example.com.'],
    ['postalCode', '01234', 'PIN code must be six digits such as 560001.'],
  ] as const)('is not submitted with a wrong %s', async (field, value, message) => {
    const ctx = testContext(await createAccount());
    const applicationId = await createDraft(ctx);
    await updateApplication(ctx, { applicationId, ...completeApplication, [field]: value });
    await expect(submitApplication(ctx, { applicationId })).rejects.toMatchObject({ field, message });
    expect(await statusOf(applicationId)).toBe('draft');
  });

  it('is not submitted without its certificates', async () => {
    const ctx = testContext(await createAccount());
    const { id: applicationId } = await createApplication(ctx, completeApplication);
    await expect(submitApplication(ctx, { applicationId })).rejects.toThrow('Add the registration certificate.');
    await upload(ctx, { applicationId });
    await expect(submitApplication(ctx, { applicationId })).rejects.toThrow('Add the GST certificate.');
  });

  it('is submitted once, however often it is pressed, and cannot be changed then', async () => {
    const ctx = testContext(await createAccount());
    const applicationId = await createDraft(ctx);
    const presses = await Promise.allSettled([1, 2, 3].map(() => submitApplication(ctx, { applicationId })));
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const message =
      "Compliance application must be in 'draft', 'rejected' or 'expired' status. Current status: 'submitted'.";
    for (const change of [
      () => submitApplication(ctx, { applicationId }),
      () => updateApplication(ctx, { applicationId, ...completeApplication }),
      () => upload(ctx, { applicationId }),
    ])
      await expect(change()).rejects.toMatchObject({ code: 'conflict', message });
    await expect(removeApplication(ctx, { applicationId })).rejects.toMatchObject({ code: 'conflict' });
    expect(await findApplication(ctx, applicationId)).toMatchObject({ status: 'submitted', submissions: 1 });
  });

  it('is one of at most fifty that were never accepted', async () => {
    const account = await createAccount();
    const ctx = testContext(account);
    for (let made = 0; made < 49; made += 1) await createCompliance(account, { status: 'rejected' });
    await createCompliance(account, { status: 'expired' });
    const begin = () => createApplication(ctx, { alias: 'One more' });
    const both = await Promise.allSettled([begin(), begin()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(begin()).rejects.toThrow('At most 50 applications can be open at a time');
  });

  it('is removed with its documents', async () => {
    const ctx = testContext(await createAccount());
    const applicationId = await createDraft(ctx);
    await removeApplication(ctx, { applicationId });
    expect(await db.complianceDocument.count({ where: { applicationId } })).toBe(0);
    await expect(removeApplication(ctx, { applicationId })).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('what is missing names the application that is nearest to being accepted', async () => {
  const account = await createAccount();
  const ctx = testContext(account);
  const missing = (who = ctx) => findMissingCompliance(who, 'IN');
  expect(await missing()).toEqual({ nearest: null, maySee: true, mayMake: true });
  const draft = await createDraft(ctx);
  expect(await missing(testContext(account, 'support'))).toMatchObject({ nearest: { id: draft }, mayMake: false });
  const submitted = await createSubmitted(ctx);
  expect(await missing()).toMatchObject({ nearest: { id: submitted, status: 'submitted' } });
  expect(await findMissingCompliance(ctx, 'US')).toBeNull();
  await createCompliance(account);
  expect(await missing()).toBeNull();
});
