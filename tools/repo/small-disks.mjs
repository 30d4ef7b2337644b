import { spawnSync } from 'node:child_process';

/** How a command is put into a mount namespace of its own, in which it may mount small disks: no root is needed for it. */
export const inOwnNamespace = ['unshare', '--user', '--map-root-user', '--mount', '--'];

/** Why no small disks can be had here, as in most containers; `undefined` where they can.
 * @returns {string | undefined} */
export function whyNoSmallDisks() {
  const mount = ['mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', '/mnt'];
  const [command = '', ...rest] = [...inOwnNamespace, ...mount];
  const { error, status, stderr } = spawnSync(command, rest, { encoding: 'utf8' });
  if (error !== undefined) return 'unshare is not installed';
  return status === 0 ? undefined : `no disk can be mounted: ${stderr.trim().split('\n')[0]}`;
}
