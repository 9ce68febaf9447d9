import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

interface TakenMail {
  from: string;
  to: string[];
  /** Headers and body as they came. */
  content: string;
}

/** What the server says to RCPT. */
export type MailReply = '250 fine' | '451 later' | '550 no such mailbox';

/** Somebody's mail server on this machine: takes mail by SMTP, keeps it, refuses as it is told. */
export class MailServer {
  readonly taken: TakenMail[] = [];
  reply: MailReply = '250 fine';
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#talk(socket));

  /** Listens on a port of its own and answers with its address as SMTP_URL takes it. */
  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #note(take: () => unknown, answer = '250 fine'): string {
    take();
    return answer;
  }

  #talk(socket: Socket): void {
    this.#sockets.add(socket.setEncoding('utf8'));
    let waiting = '';
    let mail: TakenMail = { from: '', to: [], content: '' };
    let isContent = false;
    const commands: [RegExp, (argument: string) => string][] = [
      [/^MAIL FROM:(.*)/i, (from) => this.#note(() => (mail.from = from))],
      [/^RCPT TO:(.*)/i, (to) => (this.reply.startsWith('250') ? this.#note(() => mail.to.push(to)) : this.reply)],
      [/^DATA()/i, () => this.#note(() => (isContent = true), '354 go on')],
      [/^QUIT()/i, () => '221 bye'],
      [/^(.*)/, () => '250 fine'],
    ];
    const answerTo = (line: string): string => {
      for (const [pattern, answer] of commands) {
        const argument = pattern.exec(line)?.[1];
        if (argument !== undefined) return answer(argument);
      }
      return '500 what';
    };
    const takeContent = (line: string): string | null => {
      if (line !== '.') {
        mail.content += `${line.replace(/^\./, '')}\n`;
        return null;
      }
      isContent = false;
      this.taken.push(mail);
      mail = { from: '', to: [], content: '' };
      return '250 taken';
    };
    const say = (line: string | null) => line && socket.write(`${line}\r\n`);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('data', (text: string) => {
      const lines = (waiting + text).split('\r\n');
      waiting = lines.pop() ?? '';
      for (const line of lines) say(isContent ? takeContent(line) : answerTo(line));
    });
    say('220 loopback');
  }
}
