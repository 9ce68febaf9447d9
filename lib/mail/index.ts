export { expireMails } from './expire-mails';
export { isMailConfigured, queueInvitation } from './queue-invitation';
export { MailSender } from './send-mails';
