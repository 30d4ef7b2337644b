import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Host } from '../host.js';

const shellCommandNotFound = 127;

/** Shows text through $PAGER, else `less -FRX`; straight to the output where that is no terminal or no pager starts. */
export async function page(text: string, host: Host): Promise<void> {
  const command = host.env['PAGER'] ?? 'less -FRX';
  const isPaged = host.stdout.isTTY === true && command.trim() !== '';
  if (!isPaged || !(await shownBy(command, text, host))) host.stdout.write(text);
}

async function shownBy(command: string, text: string, host: Host): Promise<boolean> {
  // From here on Ctrl-C is the pager's own key; leaving it early breaks the pipe, which is no error.
  const ignore = (): void => undefined;
  host.removeAllListeners('SIGINT').on('SIGINT', ignore);
  const pager = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'] });
  pager.stdin.on('error', ignore).end(text);
  const [code] = await once(pager, 'close').catch(() => [shellCommandNotFound]);
  return code !== shellCommandNotFound;
}
