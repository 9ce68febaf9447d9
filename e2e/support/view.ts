import { expect, type Page } from '@playwright/test';
import type { Stage } from './stage';

export interface Scene {
  stage: Stage;
  /** Whose numbers the pages show. */
  demo: Awaited<ReturnType<typeof findDemo>>;
}

export function findDemo(stage: Stage) {
  return stage.call('findDemo');
}

export interface View {
  name: string;
  /** Leads the page there; resolves when it is all there. */
  open: (page: Page, scene: Scene) => Promise<unknown>;
  /** What the browser complains of there and is meant to. */
  complaint?: RegExp;
}

/** Resolves when the page's title is there. */
export const heading = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible();

/** A page as its address shows it. */
export function plain(name: string, address: (scene: Scene) => string): View {
  return {
    name,
    open: async (page, scene) => {
      await page.goto(address(scene));
      await heading(page);
    },
  };
}

/** A page with a button pressed on it. */
export function pressed(name: string, address: (scene: Scene) => string, button: string | RegExp): View {
  return {
    name,
    open: async (page, scene) => {
      await page.goto(address(scene));
      await page.getByRole('button', { name: button }).first().click();
      await expect(page.getByRole('alertdialog').or(page.getByRole('dialog')).or(page.getByRole('menu'))).toBeVisible();
    },
  };
}
