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
  'a page of <policy-%s> loads no words of the others at first',
  async (name) => {
    const { first } = await splitBundle(`import './packages/elements/dist/define/policy-${name}.js';`, root);
    const texts = first.map(({ text }) => text).join('');
    const said = Object.entries(words).filter(([, text]) => texts.includes(text));
    expect(said.map(([element]) => element)).toEqual([name]);
  },
);

it.each(Object.keys(words))('a page of <policy-%s> loads one file at first', async (name) => {
  const { first } = await splitBundle(`import './packages/elements/dist/define/policy-${name}.js';`, root);
  expect(first.map((file) => file.name)).toEqual(['stdin']);
});

it('a history loads its list at first, later what shows a version and restores it, and apart from that what compares', async () => {
  const { first, later } = await splitBundle(`import './packages/elements/dist/define/policy-history.js';`, root);
  const marks = ['Copy as JSON', 'detail-tools', 'Restore anyway', 'position:empty'];
  const holds = (files: typeof first): readonly string[] =>
    marks.filter((mark) => files.some(({ text }) => text.includes(mark)));
  expect(holds(first)).toEqual([]);
  expect(later.map((file) => [file.name, holds([file])])).toEqual([
    ['comparison', ['position:empty']],
    ['descriptions', []],
    ['parts', ['Copy as JSON', 'detail-tools', 'Restore anyway']],
    ['text-diff', []],
  ]);
});
