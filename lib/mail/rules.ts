import type { MailText } from './types';

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** One line, as a subject must be, however long and strange the names in it are. */
function oneLine(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 150);
}

interface Parts {
  subject: string;
  /** Sentences, each a paragraph. */
  paragraphs: readonly string[];
  link: { label: string; url: string };
  /** Why it was sent. */
  footer: string;
}

/** A mail in plain text and in simple HTML that says the same; every text in it is escaped. */
export function composeMail({ subject, paragraphs, link, footer }: Parts): MailText {
  const text = [...paragraphs, `${link.label}: ${link.url}`, `-- \n${footer}`].join('\n\n');
  const body = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('');
  const anchor = `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`;
  return {
    subject: oneLine(subject),
    text: `${text}\n`,
    html: `<!doctype html><html lang="en"><body style="font-family:sans-serif">${body}${anchor}<p style="color:#555;font-size:85%">${escapeHtml(footer)}</p></body></html>`,
  };
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/** How to reach the server of SMTP_URL. A password goes over an encrypted connection only, but on this machine. */
export function serverOf(smtpUrl: string) {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const secure = protocol === 'smtps:';
  const auth = username ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) } : undefined;
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    ...(auth && { auth, requireTLS: !secure && !LOOPBACK.test(hostname) }),
  };
}
