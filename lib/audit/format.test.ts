import { expect, it } from 'vitest';
import { actionText } from './format';

it('names what was done, also what has no words of its own', () => {
  expect(actionText('carrier.break')).toBe('Broke a sandbox carrier');
  expect(actionText('ha.enable')).toBe('Switched high availability on');
  expect(actionText('number.move_to_sub_account')).toBe('Number move to sub account');
});
