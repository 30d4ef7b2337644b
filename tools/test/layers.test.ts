import { describe, expect, it } from 'vitest';
import { checkLayers } from '../layers.mjs';
import { soundTree, violations } from './layer-trees.js';
import { plant, type Tree } from './tree.js';

describe('the layers check', () => {
  it('finds nothing wrong with a tree that follows the arrows', () => {
    expect(problemsIn({})).toEqual([]);
  });

  it('reads imports, not comments, strings, templates and regular expressions', () => {
    const text = [
      "// import '@policytrail/sqlite';",
      'export const told = "import \'@policytrail/sqlite\'";',
      'export const tick = /`/;',
      "export const template = `import '@policytrail/sqlite'`;",
    ];
    expect(problemsIn({ 'packages/core/src/values/told.ts': text.join('\n') })).toEqual([]);
  });
});

describe.each(violations)('%s', (_, change, rule, where) => {
  it(`is reported as ${rule}, and nothing else is`, () => {
    expect(problemsIn(change).map((problem) => [problem.rule, problem.where])).toEqual([[rule, where]]);
  });
});

/** The problems of the sound tree with some files changed. */
function problemsIn(change: Tree): ReturnType<typeof checkLayers> {
  return checkLayers(plant({ ...soundTree, ...change }));
}
