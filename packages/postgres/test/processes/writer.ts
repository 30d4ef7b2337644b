import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Acknowledgement } from '@policytrail/testing';

/** What a writing process is told to do. */
export interface WriterTask {
  readonly url: string;
  readonly schema: string;
  readonly policyId: string;
  readonly name: string;
  readonly clients: number;
  /** By each client. */
  readonly saves: number;
  /** The saboteur to put around its store. */
  readonly saboteur?: string;
  /** Reads the head, expects it, and tries again on a conflict. */
  readonly naive?: boolean;
}

/** What a process said until it ended. */
export interface Written {
  readonly acknowledged: readonly Acknowledgement[];
  readonly transactions: number;
  readonly conflicts: number;
}

/** A process that has its store open and waits to begin. */
export interface Writer {
  /** Lets it write to its end. Rejects where it fails. */
  readonly finish: () => Promise<Written>;
}

const script = fileURLToPath(new URL('writer.mjs', import.meta.url));

/** Starts a process that runs the built packages. */
export async function startWriter(task: WriterTask): Promise<Writer> {
  const child = spawn(process.execPath, [script, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'pipe'] });
  const errors: string[] = [];
  child.stderr.on('data', (text) => errors.push(String(text)));
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'close');
  await Promise.race([once(lines, 'line'), ended]);
  return {
    async finish() {
      const said: Record<string, unknown>[] = [];
      lines.on('line', (line) => said.push(JSON.parse(line)));
      child.stdin.on('error', () => undefined).write('go\n');
      await ended;
      if (child.exitCode !== 0) throw new Error(`writer ${task.name} failed: ${errors.join('')}`);
      const { transactions = 0, conflicts = 0 } = said.at(-1) ?? {};
      const acknowledged = said.slice(0, -1).map(toAcknowledgement);
      return { acknowledged, transactions: Number(transactions), conflicts: Number(conflicts) };
    },
  };
}

function toAcknowledgement({ requestId, version, startedAt, endedAt }: Record<string, unknown>): Acknowledgement {
  return {
    requestId: String(requestId),
    version: Number(version),
    startedAt: BigInt(String(startedAt)),
    endedAt: BigInt(String(endedAt)),
  };
}
