import type { DoctorCheck, DoctorReport } from '@policytrail/core';
import type { Command } from 'commander';
import { exitCodes } from '../../failure.js';
import type { Host } from '../../host.js';
import { table } from '../../output/layout/table.js';
import { safeLine } from '../../output/values/safe-text.js';
import { inSession } from '../../session.js';
import type { Colours } from '../../terminal/colours.js';
import { examples } from '../examples.js';

export function addDoctor(program: Command, host: Host): void {
  program
    .command('doctor')
    .summary('say what the store promises and what is weaker')
    .description(
      'Read back what the store promises and say what is weaker than promised; exit code 1 where a check failed. ' +
        'On Postgres also what the role may do: ask as the role of the application.',
    )
    .addHelpText('after', examples('policytrail doctor --db policies.db', 'policytrail doctor --json'))
    .action((_flags: object, command: Command) =>
      inSession({ host, command, access: 'existing' }, async ({ trail, colours }) => {
        const value = await trail.doctor();
        const isFailed = value.checks.some((check) => check.status === 'failed');
        return { value, text: () => reportText(value, colours), exitCode: isFailed ? exitCodes.problem : exitCodes.ok };
      }),
    );
}

function reportText({ store, durable, checks }: DoctorReport, colours: Colours): string {
  const paint: Readonly<Record<DoctorCheck['status'], (text: string) => string>> = {
    ok: colours.green,
    warning: colours.yellow,
    failed: colours.red,
  };
  const rows = checks.map(({ id, status, message }) => [status, safeLine(id), safeLine(message)]);
  const lines = table(rows)
    .split('\n')
    .map((line, index) => {
      const status = checks[index]?.status;
      return status === undefined ? line : paint[status](status) + line.slice(status.length);
    });
  return [safeLine(store), ...lines, conclusion(durable, checks)].join('\n');
}

function conclusion(durable: boolean, checks: readonly DoctorCheck[]): string {
  if (checks.some(({ status }) => status === 'failed')) return 'Something does not hold: see what failed above.';
  return durable ? 'An acknowledged version survives a crash.' : 'A crash may lose an acknowledged version.';
}
