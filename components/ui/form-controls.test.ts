import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field, type FieldControl } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RadioGroup } from '@/components/ui/radio-group';

const html = (element: ReactElement) => renderToStaticMarkup(element);
const attribute = (text: string, name: string) => new RegExp(`${name}="([^"]*)"`).exec(text)?.[1];
const tag = (text: string, name: string) => new RegExp(`<${name}[^>]*>`).exec(text)?.[0] ?? '';

describe('Field', () => {
  const children = (control: FieldControl) => createElement(Input, { ...control, name: 'alias' });

  it('ties label, hint and error to the control', () => {
    const text = html(
      createElement(Field, { label: 'Alias', hint: 'Up to 80 characters.', error: 'Too long.', children }),
    );
    const input = tag(text, 'input');
    expect(attribute(tag(text, 'label'), 'for')).toBe(attribute(input, 'id'));
    expect(attribute(input, 'aria-invalid')).toBe('true');
    const ids = attribute(input, 'aria-describedby')?.split(' ') ?? [];
    expect(ids).toHaveLength(2);
    for (const id of ids) expect(text).toContain(`id="${id}"`);
  });

  it('says nothing of what is not there', () => {
    const input = tag(html(createElement(Field, { label: 'Alias', children })), 'input');
    expect(input).not.toContain('aria-');
  });
});

describe('Checkbox', () => {
  const text = html(
    createElement(Checkbox, {
      label: 'Enable high availability backup number',
      hint: 'Billed each month.',
      name: 'ha',
      defaultChecked: true,
    }),
  );

  it('is a native box that a plain form sends', () => {
    expect(tag(text, 'input')).toMatch(/type="checkbox"/);
    expect(tag(text, 'input')).toMatch(/name="ha"/);
    expect(tag(text, 'input')).toMatch(/checked/);
  });

  it('is named by its label alone', () => {
    const label = /<label.*?<\/label>/.exec(text)?.[0] ?? '';
    expect(label.replace(/<[^>]+>/g, '')).toBe('Enable high availability backup number');
  });
});

describe('RadioGroup', () => {
  it('marks the one chosen', () => {
    const options = [
      { value: 'area', label: 'The same area only' },
      { value: 'country', label: 'Anywhere in India' },
    ];
    const text = html(createElement(RadioGroup, { legend: 'Reach', name: 'reach', options, defaultValue: 'country' }));
    const inputs = text.match(/<input[^>]*>/g) ?? [];
    expect(inputs.map((input) => /checked/.test(input))).toEqual([false, true]);
  });
});

describe('Button', () => {
  it('does not send a form unless told to', () => {
    expect(tag(html(createElement(Button, {}, 'Cancel')), 'button')).toContain('type="button"');
  });

  it('keeps its name and stays focusable while pending', () => {
    const text = html(createElement(Button, { pending: true }, 'Buy number'));
    expect(tag(text, 'button')).toContain('aria-busy="true"');
    expect(tag(text, 'button')).not.toContain(' disabled=""');
    expect(text.replace(/<[^>]+>/g, '')).toBe('Buy number');
  });
});
