import 'server-only';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { env } from '@/lib/env';
import { serverOf } from './rules';
import type { MailAnswer, MailText } from './types';

/** For connecting, greeting, and any silence of the server, ms. */
const TIMEOUT_MS = 10_000;
const ERROR_LENGTH = 200;

interface Outgoing extends MailText {
  /** Names the mail: the same at every attempt, so that mail programs show a repeated one once. */
  id: string;
  to: string;
}

const refusal = z.object({ responseCode: z.number().optional(), message: z.string() });

/** Gives a mail to the server of SMTP_URL; what goes wrong is answered, not thrown. */
export async function postMail({ id, to, subject, text, html }: Outgoing): Promise<MailAnswer> {
  const { SMTP_URL, SMTP_FROM, TWINLINE_URL } = env();
  if (!SMTP_URL) return { isSent: false, error: 'No mail server is configured.', isFinal: true };
  const transport = createTransport({
    ...serverOf(SMTP_URL),
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
    ...{ disableFileAccess: true, disableUrlAccess: true },
  });
  try {
    const messageId = `<${id}@${new URL(TWINLINE_URL).hostname}>`;
    const headers = { 'Auto-Submitted': 'auto-generated' };
    // An address object, so that a comma in it cannot make two recipients.
    const recipient = { name: '', address: to };
    await transport.sendMail({ from: SMTP_FROM, to: recipient, subject, text, html, messageId, headers });
    return { isSent: true };
  } catch (error) {
    return answerOf(error);
  } finally {
    transport.close();
  }
}

/** The server's own words; a 5xx about the mail or its address stays one, sign-in and connection may come right. */
function answerOf(error: unknown): MailAnswer {
  const { data } = refusal.safeParse(error);
  const words = (data?.message ?? 'unknown').replace(/\p{Cc}+/gu, ' ').slice(0, ERROR_LENGTH);
  const isFinal = data?.responseCode !== undefined && data.responseCode >= 550 && data.responseCode <= 559;
  return { isSent: false, error: `The mail server did not take it: ${words}`, isFinal };
}
