/** Runs every example, and checks that the READMEs and the guides show nothing else. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isStarted, root, run } from './repo/command.mjs';
import { readPackages } from './repo/packages.mjs';
import { regionOf, snippetsOf } from './repo/snippets.mjs';

const runnable = ['js', 'mjs', 'javascript', 'ts', 'typescript'];

/** The names of the examples under `examples/`.
 * @param {string} root */
export function exampleNames(root) {
  const folder = join(root, 'examples');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.mjs')) : [];
}

/**
 * The snippets of all READMEs and guides that are not what an example says, one line each.
 * @param {string} root
 * @returns {string[]}
 */
export function checkSnippets(root) {
  const folders = ['.', ...readPackages(root).map(({ folder }) => folder)];
  return [...folders.map((folder) => join(folder, 'README.md')), ...guides(root)]
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) =>
      snippetsOf(readFileSync(join(root, path), 'utf8'))
        .filter(({ language }) => runnable.includes(language))
        .flatMap((snippet) => {
          const problem = snippetProblem(root, path, snippet);
          return problem === undefined ? [] : [`${path}:${snippet.line}: ${problem}`];
        }),
    );
}

/** What stands under `docs/`, decisions apart.
 * @param {string} root */
function guides(root) {
  return ['docs', 'docs/start']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => path.endsWith('.md'));
}

/** @param {string} root @param {string} readme @param {import('./repo/snippets.mjs').Snippet} snippet */
function snippetProblem(root, readme, { example, text }) {
  if (example === undefined) return 'no `<!-- example: … -->` before the snippet';
  if (example.startsWith('test/')) return testProblem(join(root, readme, '..', example), text);
  if (example.startsWith('packages/')) return testProblem(join(root, example), text);
  const [name = '', region] = example.split('#');
  if (!exampleNames(root).includes(name)) return `there is no examples/${name}`;
  const whole = readFileSync(join(root, 'examples', name), 'utf8');
  const expected = region === undefined ? whole : regionOf(whole, region);
  if (expected === undefined) return `examples/${name} has no region \`${region}\``;
  return expected === text ? undefined : `differs from examples/${example}`;
}

/** Of a snippet that a package's own tests use. @param {string} path @param {string} text */
function testProblem(path, text) {
  return existsSync(path) && readFileSync(path, 'utf8') === text ? undefined : `differs from ${path}`;
}

/** @param {string} name @returns {Promise<string | undefined>} */
async function runProblem(name) {
  const cwd = mkdtempSync(join(tmpdir(), 'example-'));
  const { exitCode, output, seconds } = await run(process.execPath, [join(root, 'examples', name)], {
    cwd,
    timeoutMilliseconds: 60_000,
  });
  rmSync(cwd, { recursive: true });
  console.log(
    `examples/${name}: exit code ${exitCode}, ${output.split('\n').length - 1} lines, ${seconds.toFixed(1)} s`,
  );
  if (exitCode !== 0) return `examples/${name}: ended with ${exitCode}\n${output}`;
  return output.trim() === '' ? `examples/${name}: prints nothing` : undefined;
}

async function main() {
  const names = exampleNames(root);
  const problems = names.length === 0 ? ['examples/ holds no .mjs file'] : checkSnippets(root);
  for (const name of names) problems.push(...[await runProblem(name)].flatMap((problem) => problem ?? []));
  console.log(
    problems.length === 0 ? 'every example runs, every README and guide shows what runs' : problems.join('\n'),
  );
  process.exitCode = problems.length === 0 ? 0 : 1;
}

if (isStarted(import.meta.url)) await main();
