import { expect, it } from 'vitest';
import { CarrierUnavailable, isUnavailable } from './types';

it('knows a silent carrier again after the error went through the workflow store', () => {
  expect(isUnavailable(new CarrierUnavailable('Konkan Wave'))).toBe(true);
  const stored = Object.assign(new Error('retries exceeded'), {
    errors: [{ name: 'CarrierUnavailable', message: 'x' }],
  });
  expect(isUnavailable(stored)).toBe(true);
  expect(isUnavailable(new Error('CarrierUnavailable'))).toBe(false);
  expect(isUnavailable(null)).toBe(false);
});
