import type { Tree } from './tree.js';

const manifests: Tree = {
  'packages/core/package.json': manifest('core', {
    exports: { '.': './dist/index.js', './zod': './dist/zod.js' },
    dependencies: { uuid: '14.0.3' },
    peerDependencies: { zod: '^4.6.7' },
    devDependencies: { '@policytrail/testing': '0.0.0', 'fast-check': '4.10.2' },
  }),
  'packages/sqlite/package.json': manifest('sqlite', {
    exports: { '.': './dist/index.js' },
    dependencies: { '@policytrail/core': '0.0.0' },
  }),
  'packages/testing/package.json': manifest('testing', {
    exports: { '.': './dist/index.js' },
    dependencies: { '@policytrail/core': '0.0.0', '@policytrail/sqlite': '0.0.0' },
  }),
};

const sources: Tree = {
  'packages/core/src/index.ts': "export { save } from './trail/save.js';\n",
  'packages/core/src/zod.ts':
    "import * as z from 'zod';\nimport { id } from './values/id.js';\nexport const field = z.custom(id);\n",
  'packages/core/src/trail/save.ts':
    "import { id } from '../values/id.js';\nimport { v7 } from 'uuid';\nexport const save = id(v7());\n",
  'packages/core/src/values/id.ts': 'export const id = (text: string): string => text;\n',
  'packages/core/test/save.test.ts': "import '@policytrail/testing';\nimport 'node:fs';\n",
  'packages/sqlite/src/index.ts':
    "import type { Instant } from '@policytrail/core';\nimport 'node:fs';\nexport type At = Instant;\n",
};

/** Every file of a repository that breaks no rule. */
export const soundTree: Tree = { ...manifests, ...sources };

/** What breaks a rule, the rule and the file that must be named for it. */
export const violations: readonly (readonly [title: string, change: Tree, rule: string, where: string])[] = [
  [
    'an import of a package to the left',
    { 'packages/testing/src/index.ts': "import { openSqliteStore } from '@policytrail/sqlite';\n" },
    'package arrow',
    'packages/testing/src/index.ts:1',
  ],
  [
    'a type import of a package to the left',
    { 'packages/testing/src/index.ts': "\nimport type { Store } from '@policytrail/sqlite';\n" },
    'package arrow',
    'packages/testing/src/index.ts:2',
  ],
  [
    'an import type of a package to the left, written in a type',
    { 'packages/testing/src/index.ts': "export type Store = import('@policytrail/sqlite').Store;\n" },
    'package arrow',
    'packages/testing/src/index.ts:1',
  ],
  [
    'a dynamic import of a package to the left, after a back-tick in a regular expression',
    { 'packages/testing/src/index.ts': "export const tick = /`/;\nawait import('@policytrail/sqlite');\n" },
    'package arrow',
    'packages/testing/src/index.ts:2',
  ],
  [
    'a package that stands in no row',
    {
      'packages/queue/package.json': manifest('queue', { dependencies: { '@policytrail/core': '0.0.0' } }),
      'packages/queue/src/index.ts': "import '@policytrail/core';\n",
    },
    'package arrow',
    'packages/queue/src/index.ts:1',
  ],
  [
    "an import of another package's inner path",
    { 'packages/sqlite/src/index.ts': "import '@policytrail/core/dist/values/id.js';\n" },
    'inner path',
    'packages/sqlite/src/index.ts:1',
  ],
  [
    'a relative import that leaves the package',
    { 'packages/sqlite/src/index.ts': "import '../../core/src/index.js';\n" },
    'inner path',
    'packages/sqlite/src/index.ts:1',
  ],
  [
    'values that import policy',
    {
      'packages/core/src/values/hash.ts': "import type { Pin } from '../policy/pin.js';\n",
      'packages/core/src/policy/pin.ts': 'export interface Pin {}\n',
    },
    'layer arrow',
    'packages/core/src/values/hash.ts:1',
  ],
  [
    'storage that imports the trail',
    { 'packages/core/src/storage/memory.ts': "export { save } from '../trail/save.js';\n" },
    'layer arrow',
    'packages/core/src/storage/memory.ts:1',
  ],
  [
    'a folder of core that stands in no row',
    { 'packages/core/src/mail/send.ts': "import '../values/id.js';\n" },
    'layer arrow',
    'packages/core/src/mail/send.ts:1',
  ],
  [
    'zod in the main entry',
    { 'packages/core/src/index.ts': "export { field } from './zod.js';\n" },
    'layer arrow',
    'packages/core/src/index.ts:1',
  ],
  [
    'the package zod outside the zod entry',
    { 'packages/core/src/policy/definition.ts': "import * as z from 'zod/mini';\n" },
    'kept out',
    'packages/core/src/policy/definition.ts:1',
  ],
  [
    'a Node module in core',
    { 'packages/core/src/values/hash.ts': "import { createHash } from 'node:crypto';\n" },
    'node module',
    'packages/core/src/values/hash.ts:1',
  ],
  [
    'a Node module in core, without `node:`',
    { 'packages/core/src/values/hash.ts': "import { createHash } from 'crypto';\n" },
    'node module',
    'packages/core/src/values/hash.ts:1',
  ],
  [
    'a dependency that is not declared',
    { 'packages/sqlite/src/index.ts': "import { v7 } from 'uuid';\n" },
    'undeclared dependency',
    'packages/sqlite/src/index.ts:1',
  ],
  [
    'a dependency that only development declares',
    { 'packages/core/src/index.ts': "import 'fast-check';\n" },
    'undeclared dependency',
    'packages/core/src/index.ts:1',
  ],
  [
    'a relative import of no file',
    { 'packages/core/src/index.ts': "import './trail/save';\n" },
    'unresolved',
    'packages/core/src/index.ts:1',
  ],
  [
    'files that import each other',
    {
      'packages/core/src/policy/a.ts': "import './b.js';\n",
      'packages/core/src/policy/b.ts': "import './c.js';\n",
      'packages/core/src/policy/c.ts': "import type { A } from './a.js';\n",
    },
    'import cycle',
    'packages/core/src/policy/a.ts',
  ],
  [
    'a file of 401 lines',
    { 'packages/core/src/policy/long.ts': longText(401), ...shortFiles('abcdef') },
    'long file',
    'packages/core/src/policy/long.ts',
  ],
  [
    'a test of 401 lines',
    { 'packages/core/test/policy/long.test.ts': longText(401) },
    'long file',
    'packages/core/test/policy/long.test.ts',
  ],
  ['a folder of nine source files', shortFiles('abcdefghi'), 'crowded folder', 'packages/core/src/policy'],
  [
    'a file name that says nothing',
    { 'packages/core/src/policy/utils.ts': 'export {};\n' },
    'banned name',
    'packages/core/src/policy/utils.ts',
  ],
  [
    'a folder name that says nothing',
    { 'packages/core/src/policy/common/pin.ts': 'export {};\n' },
    'banned name',
    'packages/core/src/policy/common/pin.ts',
  ],
  [
    'an inner index',
    { 'packages/core/src/policy/index.ts': 'export {};\n' },
    'misplaced entry',
    'packages/core/src/policy/index.ts',
  ],
  [
    'a file beside the entries of core',
    { 'packages/core/src/values.ts': 'export {};\n' },
    'misplaced entry',
    'packages/core/src/values.ts',
  ],
  [
    'a median above 80 lines',
    Object.fromEntries(Object.keys(sources).map((path) => [path, longText(81)])),
    'long files',
    '.',
  ],
  ['a 90th percentile above 250 lines', { 'packages/core/src/policy/long.ts': longText(251) }, 'long files', '.'],
];

function manifest(name: string, members: object): string {
  return JSON.stringify({ name: `@policytrail/${name}`, ...members });
}

function shortFiles(names: string): Tree {
  return Object.fromEntries([...names].map((name) => [`packages/core/src/policy/${name}.ts`, 'export {};\n']));
}

function longText(count: number): string {
  return '// line\n'.repeat(count);
}
