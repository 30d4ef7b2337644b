import { spawnSync } from 'node:child_process';

/** Why no process can be traced here, which what records system calls needs; `undefined` where one can.
 * @returns {string | undefined} */
export function whyNotTraced() {
  const { error, status, stderr } = spawnSync('strace', ['-f', '-o', '/dev/null', process.execPath, '--version'], {
    encoding: 'utf8',
  });
  if (error !== undefined) return 'strace is not installed';
  return status === 0 ? undefined : `strace can't trace: ${stderr.trim().split('\n')[0]}`;
}
