import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../src/expression/functions/table.js';
import { outcome } from './kit.js';

const page = readFileSync(new URL('../../../../docs/rules.md', import.meta.url), 'utf8');
const section = page.slice(page.indexOf('## Every operator and function'));
const examples = [...section.matchAll(/`([^`]+)` → `([^`]+)`/g)].map(
  ([, source = '', result = '']) => [source.replaceAll('\\|', '|'), result] as const,
);

describe('the page of rules', () => {
  it.each(examples)('says that %s comes to %s', (source, result) => {
    expect(outcome(source)).toBe(result);
  });

  it('has an example of every function', () => {
    const sources = examples.map(([source]) => source).join('\n');
    expect([...new Set(functionNames())].filter((name) => !sources.includes(`${name}(`)).toSorted()).toEqual([]);
  });

  it('has more than fifty examples: they are found', () => {
    expect(examples.length).toBeGreaterThan(50);
  });
});
