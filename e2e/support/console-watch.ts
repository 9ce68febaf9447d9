import type { BrowserContext } from '@playwright/test';

/** Collects what browsers complain about: scripts that threw, policies broken, resources missing. */
export class ConsoleWatch {
  readonly #complaints: string[] = [];
  readonly #expected: RegExp[] = [];

  follow(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      this.#complaints.push(`${message.text()} (${message.location().url} on ${message.page()?.url()})`);
    });
    context.on('weberror', (error) => this.#complaints.push(`${error.error().stack} (on ${error.page()?.url()})`));
  }

  /** A complaint this test brings about on purpose, such as the 404 of a page that is not there. */
  expect(complaint: RegExp): void {
    this.#expected.push(complaint);
  }

  get unexpected(): string[] {
    return this.#complaints.filter((complaint) => !this.#expected.some((expected) => expected.test(complaint)));
  }
}

/** What Chromium says of a page answered with 404. */
export const PAGE_NOT_FOUND = /status of 404/;
