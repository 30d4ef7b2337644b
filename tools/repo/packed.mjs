import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root, run } from './command.mjs';

/** @typedef {import('./packages.mjs').Package} Package */

/**
 * Packs a package as the registry would get it; returns the tarball's path. Throws what npm said.
 * @param {Package} published
 * @param {string} folder
 */
export async function pack({ folder: packageFolder, name }, folder) {
  mkdirSync(folder, { recursive: true });
  const { exitCode, output } = await run('npm', ['pack', '--pack-destination', folder], {
    cwd: join(root, packageFolder),
  });
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (exitCode !== 0 || tarball === undefined) throw new Error(`${name} cannot be packed:\n${output}`);
  return join(folder, tarball);
}

/**
 * Makes a project that has a packed package and what it declares, nothing else: our packages from their tarballs, others
 * linked to what is installed here.
 * @param {Package} published
 * @param {ReadonlyMap<string, { package: Package, tarball: string }>} packed Every package of ours, by name.
 * @param {string} project
 */
export async function installPacked({ name }, packed, project) {
  const waiting = [name];
  for (const next of waiting) {
    const ours = packed.get(next);
    if (ours === undefined) continue;
    await unpack(ours.tarball, join(project, 'node_modules', next));
    const { dependencies, peerDependencies } = ours.package.manifest;
    for (const needed of Object.keys({ ...dependencies, ...peerDependencies })) {
      if (waiting.includes(needed)) continue;
      waiting.push(needed);
      if (!packed.has(needed)) linkInstalled(needed, ours.package, project);
    }
  }
}

/** @param {string} tarball @param {string} folder */
async function unpack(tarball, folder) {
  mkdirSync(folder, { recursive: true });
  const { exitCode, output } = await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  if (exitCode !== 0) throw new Error(output);
}

/** An optional peer that is not installed stays absent.
 * @param {string} name @param {Package} owner @param {string} project */
function linkInstalled(name, owner, project) {
  const homes = [join(root, owner.folder), root].map((folder) => join(folder, 'node_modules', name));
  const installed = homes.find((home) => existsSync(home));
  const link = join(project, 'node_modules', name);
  if (installed === undefined) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(installed, link);
}
