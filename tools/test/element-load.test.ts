import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { splitBundle } from '../sizes/split-bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

// Words that each of them alone says.
const words = {
  history: 'Show older versions',
  diff: 'Choose two versions to compare.',
  settings: 'No changes to save',
  decision: 'Approved',
};

it.each(Object.keys(words) as (keyof typeof words)[])(
  'a page of <policy-%s> loads one file at first, without its words, and then its body, without those of the others',
  async (name) => {
    const { first, later } = await splitBundle(`import './packages/elements/dist/define/policy-${name}.js';`, root);
    const said = (text = ''): readonly string[] =>
      Object.entries(words).flatMap(([element, words]) => (text.includes(words) ? [element] : []));
    expect(first.map((file) => [file.name, said(file.text)])).toEqual([['stdin', []]]);
    expect(said(later.find((file) => file.name === `${name}-body`)?.text)).toEqual([name]);
  },
);

it('all elements load one file at first, which is not much larger than that of one', async () => {
  const load = (module: string) => splitBundle(`import './packages/elements/dist/${module}.js';`, root);
  const [all, one] = await Promise.all([load('define'), load('define/policy-history')]);
  expect(all.first.map((file) => file.name)).toEqual(['stdin']);
  expect(all.first[0]?.gzipBytes).toBeLessThan(1.25 * (one.first[0]?.gzipBytes ?? 0));
});

it('a history loads its list, what shows a version and restores it, and what compares, each by itself', async () => {
  const { first, later } = await splitBundle(`import './packages/elements/dist/define/policy-history.js';`, root);
  const marks = ['Show older versions', 'Copy as JSON', 'detail-tools', 'Restore anyway', 'position:empty'];
  const holds = (files: typeof first): readonly string[] =>
    marks.filter((mark) => files.some(({ text }) => text.includes(mark)));
  expect(holds(first)).toEqual([]);
  expect(later.map((file) => [file.name, holds([file])])).toEqual([
    ['descriptions', []],
    ['diff-body', ['position:empty']],
    ['history-body', ['Show older versions']],
    ['parts', ['Copy as JSON', 'detail-tools', 'Restore anyway']],
    ['text-diff', []],
  ]);
});
