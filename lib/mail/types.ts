/** A mail as it goes out. */
export interface MailText {
  subject: string;
  text: string;
  html: string;
}

/** A mail that this worker has taken to send. */
export interface ClaimedMail {
  id: string;
  accountId: string;
  /** The recipient's address. */
  target: string;
  alertId: string | null;
  invitationId: string | null;
  linkSealed: Uint8Array | null;
  triesLeft: number;
  /** Tells this claim from later ones. */
  claim: number;
}

/** What the mail server made of a mail. */
export type MailAnswer = { isSent: true } | { isSent: false; error: string; isFinal: boolean };
