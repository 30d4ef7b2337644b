/** Checks `.changeset/`: the configuration is sound, every changeset names packages that are published. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isStarted, root } from './repo/command.mjs';
import { publishablePackages } from './repo/packages.mjs';

const bumps = ['major', 'minor', 'patch'];
const frontMatter = /^---\n(?<releases>[\s\S]*?)---\n(?<summary>[\s\S]*)$/;
const release = /^(?<quote>['"])(?<name>.+)\k<quote>: (?<bump>\w+)$/;

/** What is wrong in `.changeset/`, one line each.
 * @param {string} root
 * @returns {string[]} */
export function checkChangesets(root) {
  const folder = join(root, '.changeset');
  const names = publishablePackages(root).map(({ name }) => name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');
  return [
    ...configProblems(readFileSync(join(folder, 'config.json'), 'utf8')),
    ...files.flatMap((file) =>
      changesetProblems(readFileSync(join(folder, file), 'utf8'), names).map((problem) => `${file}: ${problem}`),
    ),
  ];
}

/** @param {string} text */
function configProblems(text) {
  const config = JSON.parse(text);
  const expected = { access: 'public', baseBranch: 'main' };
  return Object.entries(expected)
    .filter(([key, value]) => config[key] !== value)
    .map(([key, value]) => `config.json: \`${key}\` must be \`${value}\``);
}

/** @param {string} text @param {readonly string[]} names */
function changesetProblems(text, names) {
  const parts = frontMatter.exec(text)?.groups;
  if (parts === undefined) return ['no front matter between two lines of `---`'];
  const releases = (parts['releases'] ?? '').split('\n').filter((line) => line.trim() !== '');
  return [
    ...(parts['summary']?.trim() ? [] : ['no summary']),
    ...(releases.length > 0 ? [] : ['names no package']),
    ...releases.flatMap((line) => releaseProblems(line, names)),
  ];
}

/** @param {string} line @param {readonly string[]} names */
function releaseProblems(line, names) {
  const { name, bump } = release.exec(line.trim())?.groups ?? {};
  if (name === undefined || bump === undefined) return [`\`${line}\` is not "package": bump`];
  return [
    ...(names.includes(name) ? [] : [`\`${name}\` is no published package`]),
    ...(bumps.includes(bump) ? [] : [`\`${bump}\` is none of ${bumps.join(', ')}`]),
  ];
}

if (isStarted(import.meta.url)) {
  const problems = checkChangesets(root);
  console.log(problems.length === 0 ? 'every changeset names published packages' : problems.join('\n'));
  process.exitCode = problems.length === 0 ? 0 : 1;
}
