import { expect, it } from 'vitest';
import { composeMail, serverOf } from './rules';

it('a password goes to another machine over TLS only', () => {
  expect(serverOf('smtp://u%40x:p%3A@mail.example.com')).toEqual({
    ...{ host: 'mail.example.com', port: 587, secure: false, requireTLS: true },
    auth: { user: 'u@x', pass: 'p:' },
  });
  expect(serverOf('smtps://u:p@mail.example.com')).toMatchObject({ port: 465, secure: true, requireTLS: false });
  expect(serverOf('smtp://u:p@127.0.0.1:2525')).toMatchObject({ port: 2525, requireTLS: false });
  expect(serverOf('smtp://mail.example.com')).not.toHaveProperty('auth');
});

it('no name breaks out of a subject or of HTML', () => {
  const mail = composeMail({
    subject: 'Hello\r\nBcc: everyone@example.com',
    paragraphs: ['<script>alert("1")</script>'],
    link: { label: "It's here", url: 'https://example.com/?a=1&b="2"' },
    footer: '<i>',
  });
  expect(mail.subject).toBe('Hello Bcc: everyone@example.com');
  expect(mail.html).not.toMatch(/<script|<i>|b="2"/);
  expect(mail.text).toContain('<script>');
});
