import { addDocument } from '@/lib/compliance';
import { createApplication } from '@/lib/compliance/create-application';
import { submitApplication } from '@/lib/compliance/submit-application';
import type { Context } from '@/lib/context';
import { createPdf, createPng } from './factories-documents';

/** Every field of the requirement, as a careful business fills it in. */
export const completeApplication = {
  alias: 'Kaveri Logistics, India',
  businessName: 'Kaveri Logistics Private Limited',
  registrationNumber: 'U63090KA2016PTC092137',
  firstName: 'Asha',
  lastName: 'Rao',
  email: 'asha.rao@kaveri.example',
  addressLine1: '14, Residency Road',
  addressLine2: '',
  city: 'Bengaluru',
  state: 'Karnataka',
  postalCode: '560025',
} as const;

async function* inSlices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}

interface UploadWish {
  applicationId: string;
  item?: string;
  fileName?: string;
  bytes?: Uint8Array;
  declaredBytes?: number | null;
}

/** Sends bytes as a browser does: in slices, with their length said. */
export function upload(ctx: Context, wish: UploadWish) {
  const { applicationId, item = 'registration_certificate', fileName = 'certificate.pdf', bytes = createPdf() } = wish;
  const { declaredBytes = bytes.length } = wish;
  return addDocument(ctx, { applicationId, item, fileName, declaredBytes, body: inSlices(bytes) });
}

/** A draft with everything in it. */
export async function createDraft(ctx: Context, alias: string = completeApplication.alias): Promise<string> {
  const { id: applicationId } = await createApplication(ctx, { ...completeApplication, alias });
  await upload(ctx, { applicationId });
  const bytes = createPng();
  await upload(ctx, { applicationId, item: 'gst_certificate', fileName: 'gst.png', bytes });
  return applicationId;
}

/** An application that waits for the operator. */
export async function createSubmitted(ctx: Context, alias?: string): Promise<string> {
  const applicationId = await createDraft(ctx, alias);
  await submitApplication(ctx, { applicationId });
  return applicationId;
}
