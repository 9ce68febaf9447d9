import type { Page } from '@playwright/test';
import { createPdf } from '@/lib/testing/factories-documents';

/** What an application of a business says. */
export const FIELDS: Readonly<Record<string, string>> = {
  'Business name': 'Tapti Exports Private Limited',
  'Registration number': 'U51909MH2014PTC258843',
  'First name': 'Asha',
  'Last name': 'Rao',
  'E-mail': 'asha.rao@tapti.example',
  Address: '7, Carnac Bunder Road',
  City: 'Mumbai',
  State: 'Maharashtra',
  'PIN code': '400009',
};

export interface GivenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const pdf = (name: string, text: string): GivenFile => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(createPdf({ text })),
});
export async function give(page: Page, label: string, file: GivenFile): Promise<void> {
  await page.getByLabel(label, { exact: true }).setInputFiles(file);
}

/** The fields of a new application, and its draft saved. */
export async function fillApplication(page: Page): Promise<void> {
  for (const [label, text] of Object.entries(FIELDS)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole('button', { name: 'Save draft and add documents' }).click();
}
