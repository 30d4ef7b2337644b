import { expect, it } from 'vitest';
import { checkSnippets } from '../examples.mjs';
import { plant } from './tree.js';

const example = "import { a } from 'b';\n// #region save\na.save();\n// #endregion\n";
const fence = '```';

it('accepts a snippet that is an example, or a region of one, byte for byte', () => {
  const whole = `<!-- example: start.mjs -->\n${fence}js\n${example}${fence}\n`;
  const region = `<!-- example: start.mjs#save -->\n\n${fence}ts\na.save();\n${fence}\n`;
  expect(problemsOf(`# Title\n\n${whole}\nText.\n\n${region}`)).toEqual([]);
});

it('leaves fences alone that are no JavaScript', () => {
  expect(problemsOf(`${fence}sh\nnpm install\n${fence}\n\n${fence}\nplain\n${fence}\n`)).toEqual([]);
});

it.each([
  ['no marker', `${fence}ts\na.save();\n${fence}\n`, /^README.md:3: no `<!-- example/],
  ['no marker, in a list', `- item\n  ${fence}js\n  a.save();\n  ${fence}\n`, /^README.md:4: no `<!-- example/],
  [
    'a marker that does not stand right before',
    marked('start.mjs', `Text.\n${fence}ts\na();\n${fence}\n`),
    /: no `<!--/,
  ],
  ['an example that is not there', marked('stop.mjs', `${fence}ts\na();\n${fence}\n`), /no examples\/stop.mjs$/],
  ['an example outside examples/', marked('../README.md', `${fence}ts\na();\n${fence}\n`), /no examples\/\.\.\/README/],
  ['a region that is not there', marked('start.mjs#stop', `${fence}ts\na();\n${fence}\n`), /no region `stop`$/],
  ['one space more than the region', marked('start.mjs#save', `${fence}ts\na.save(); \n${fence}\n`), /differs from/],
])('refuses a snippet with %s', (_, text, problem) => {
  expect(problemsOf(`\n\n${text}`)).toEqual([expect.stringMatching(problem)]);
});

it('reads the guides, too', () => {
  const text = `${fence}ts\na.save();\n${fence}\n`;
  const tree = { 'docs/rules.md': text, 'docs/start/node.md': text, 'docs/decisions/0001-a.md': text };
  const problems = checkSnippets(plant(tree));
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['docs/rules.md', 'docs/start/node.md']);
});

it('reads the READMEs of packages, too', () => {
  const tree = {
    'packages/core/package.json': '{ "name": "@policytrail/core" }',
    'packages/core/README.md': `${fence}ts\na.save();\n${fence}\n`,
  };
  expect(checkSnippets(plant(tree))).toEqual([expect.stringMatching(/^packages\/core\/README.md:1: no `<!--/)]);
});

function problemsOf(readme: string): readonly string[] {
  return checkSnippets(plant({ 'README.md': readme, 'examples/start.mjs': example }));
}

function marked(name: string, text: string): string {
  return `<!-- example: ${name} -->\n${text}`;
}
