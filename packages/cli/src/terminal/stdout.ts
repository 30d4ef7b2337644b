import { fstatSync, writeFileSync } from 'node:fs';
import { reportLostOutput } from '../failure.js';
import type { Host } from '../host.js';

/** Has stdout write all it is given, and say so and end the command where it can't. */
export function guardStdout(host: Host): void {
  const { stdout, stderr } = host;
  writeWhole(stdout);
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has seen enough, as in `policytrail log x | head`.
    host.exit(error.code === 'EPIPE' ? (host.exitCode ?? 0) : reportLostOutput(error, host));
  });
  // There is nowhere left to say it; the exit code still does.
  stderr.on('error', () => undefined);
}

// To a file, Node writes once and takes less for all: of a disk that fills up nobody would hear.
function writeWhole(stdout: Host['stdout']): void {
  const { fd } = stdout;
  if (fd === undefined || !isFile(fd)) return;
  stdout._write = (chunk: Uint8Array, _encoding, done) => {
    try {
      writeFileSync(fd, chunk);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  };
}

// A program without a console, on Windows, has none behind its number.
function isFile(fd: number): boolean {
  try {
    return fstatSync(fd).isFile();
  } catch {
    return false;
  }
}
