import { expect, it } from 'vitest';
import { checkChangesets } from '../changesets.mjs';
import { plant, type Tree } from './tree.js';

const sound: Tree = {
  'packages/core/package.json': '{ "name": "@policytrail/core", "version": "0.0.0" }',
  'apps/demo/package.json': '{ "name": "@policytrail/demo", "private": true }',
  '.changeset/config.json': '{ "access": "public", "baseBranch": "main" }',
  '.changeset/first.md': "---\n'@policytrail/core': minor\n---\n\nA first version.\n",
};

it('accepts a changeset of a published package', () => {
  expect(checkChangesets(plant(sound))).toEqual([]);
});

it.each([
  ['a package that does not exist', "---\n'@policytrail/cores': minor\n---\n\nText.\n", 'is no published package'],
  ['a private package', "---\n'@policytrail/demo': minor\n---\n\nText.\n", 'is no published package'],
  ['a bump that does not exist', "---\n'@policytrail/core': mayor\n---\n\nText.\n", 'is none of'],
  ['no summary', "---\n'@policytrail/core': minor\n---\n", 'no summary'],
  ['no package', '---\n---\n\nText.\n', 'names no package'],
  ['no front matter', 'Text.\n', 'no front matter'],
])('refuses a changeset with %s', (_, text, problem) => {
  expect(checkChangesets(plant({ ...sound, '.changeset/first.md': text }))).toEqual([expect.stringContaining(problem)]);
});

it('refuses a configuration that would publish privately', () => {
  const config = '{ "access": "restricted", "baseBranch": "main" }';
  expect(checkChangesets(plant({ ...sound, '.changeset/config.json': config }))).toEqual([
    'config.json: `access` must be `public`',
  ]);
});
