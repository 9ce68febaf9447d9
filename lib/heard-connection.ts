import { Client, type ClientConfig } from 'pg';

/**
 * A connection for pools whose breaking somebody hears at every moment: while it is made, used, idle or closed. Whoever
 * uses it is told by the statement that fails; an error that nobody hears would end the process.
 */
export class HeardConnection extends Client {
  constructor(config?: string | ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}
