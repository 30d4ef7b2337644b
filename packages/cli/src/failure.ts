import type { ErrorCode, PolicyIssue, UnavailableReason } from '@policytrail/core';
import { isPolicytrailError } from '@policytrail/core';
import { CommanderError } from 'commander';
import type { Host } from './host.js';
import { present } from './input/present.js';
import { jsonText, safeLine } from './output/values/safe-text.js';
import { coloursFor } from './terminal/colours.js';

/** What the exit code of a run says. */
export const exitCodes = { ok: 0, problem: 1, usage: 2, store: 3, interrupted: 130, terminated: 143 } as const;

type FailureCode = ErrorCode | 'usage' | 'unexpected' | 'output_failed';

const outcomes: Readonly<Record<FailureCode, readonly [exit: 'problem' | 'usage' | 'store', advice: string]>> = {
  usage: ['usage', 'See: policytrail --help'],
  unexpected: ['store', 'This is a defect of policytrail or of its surroundings: please report it.'],
  output_failed: [
    'store',
    'Make room, or send the output elsewhere. Only the answer is lost: see what was done (policytrail log, policytrail decisions) before you do it again.',
  ],
  invalid_argument: ['usage', 'Correct it and try again; --help says what is taken.'],
  invalid_policy: ['usage', 'Correct the policy and try again; nothing was stored.'],
  invalid_expression: ['usage', 'Correct the rule at the place named and try again; nothing was stored.'],
  invalid_input: ['usage', 'Correct the input and try again; nothing was recorded.'],
  version_conflict: [
    'problem',
    'Read what was saved since (policytrail log), then try again with --expected set to the newest version.',
  ],
  label_taken: ['problem', 'Choose another --label; a label names one version of a policy for ever.'],
  idempotency_mismatch: ['problem', 'Use a new --request-id: this one stands for other content.'],
  not_found: ['problem', 'List what there is: policytrail policies, policytrail log POLICY.'],
  missing_evaluation: [
    'problem',
    'List what was recorded: policytrail decisions POLICY; or have it judged now: policytrail explain POLICY SUBJECT --input FILE.',
  ],
  missing_version: ['problem', 'See which versions there are and since when: policytrail log POLICY.'],
  forbidden: ['problem', 'Ask somebody who may: nothing was stored.'],
  store_unavailable: ['store', 'Check that it is a Policytrail database, can be read and written, and is not locked.'],
  outcome_unknown: [
    'store',
    'It may be stored or not: look with policytrail log, or try again with the same --request-id.',
  ],
  store_closed: ['store', 'Try again.'],
  storage_full: ['store', 'Make room on the disk and try again; nothing was stored.'],
  trail_corrupt: ['problem', 'See what does not hold: policytrail verify.'],
  archive_invalid: ['usage', 'Export it again from its source; nothing was stored.'],
  sync_conflict: ['problem', 'The two histories differ: compare them from the version named on; nothing was stored.'],
  limit_exceeded: ['usage', 'Make it smaller, or raise the limit where there is an option for it.'],
};

const remedies: Readonly<Record<UnavailableReason, string>> = {
  unreachable: 'Check host and port, and that the server runs and can be reached from here.',
  login_refused:
    'Check user and password (PGPASSWORD and ~/.pgpass keep it off the command line), and what the server lets in.',
  no_database: 'Make it first (createdb), or name another.',
  no_privilege:
    'Have it granted to the role (grantSql of @policytrail/postgres says what it needs), or use the role that owns the tables.',
  no_tables: 'Make them with policytrail migrate, or say where they are: --db, --schema, --table-prefix.',
  old_tables: 'Bring them to this release with policytrail migrate, as the role that owns them.',
  newer_tables: 'Update policytrail to the release that made them.',
};

/** What failed. */
export interface FailedRun {
  readonly host: Host;
  /** The name of the command, once it is known. */
  readonly command: string | undefined;
}

/** Says on stderr what went wrong and what to do, as text or with --json as one document; returns the exit code. */
export function reportFailure(error: unknown, { host, command }: FailedRun): number {
  if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok;
  return report(describe(error), { host, command });
}

/** The same where stdout did not take the answer. */
export function reportLostOutput({ code, message }: NodeJS.ErrnoException, host: Host): number {
  const details = present({ systemCode: code });
  return report(
    { code: 'output_failed', message: `stdout could not be written: ${message}`, details },
    { host, command: undefined },
  );
}

function report(failure: Failure, { host, command }: FailedRun): number {
  const [exit, advice] = outcomeOf(failure, command);
  host.stderr.write(
    host.argv.includes('--json') ? `${jsonText({ error: failure })}\n` : failureText(failure, advice, host),
  );
  return exitCodes[exit];
}

interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly details: object;
}

function outcomeOf({ code, details }: Failure, command: string | undefined): (typeof outcomes)[FailureCode] {
  if (code === 'invalid_argument' && 'line' in details) {
    // The records before a bad line of a long history may be stored: the import goes on where it stopped.
    const stored = command === 'import' ? 'what is stored already is not stored twice' : 'nothing was stored';
    return ['usage', `Correct that line and try again; ${stored}.`];
  }
  if (code === 'idempotency_mismatch' && 'evaluationId' in details) {
    return ['problem', 'Use a new --id: this one stands for another evaluation.'];
  }
  if (code === 'store_unavailable' && 'reason' in details) {
    return ['store', remedies[details.reason as UnavailableReason]];
  }
  return outcomes[code];
}

function describe(error: unknown): Failure {
  if (isPolicytrailError(error)) return { code: error.code, message: withCause(error), details: error.details };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CommanderError) return { code: 'usage', message: usageMessage(error, message), details: {} };
  return { code: 'unexpected', message, details: {} };
}

// Where a message sends its reader to the cause, a terminal has to show it.
function withCause({ message, cause }: Error): string {
  const pointer = /[,:] see the cause$/;
  return pointer.test(message) && cause instanceof Error ? message.replace(pointer, `: ${reasonOf(cause)}`) : message;
}

// Where a host has several addresses, each was tried, and the message is empty.
function reasonOf(cause: Error): string {
  return cause instanceof AggregateError ? cause.errors.map(({ message }) => message).join(', ') : cause.message;
}

// Commander shows the help itself where no command was given, and calls that its message.
function usageMessage(error: CommanderError, message: string): string {
  return error.code === 'commander.help'
    ? 'no command was given'
    : message.replace(/^error: /, '').replaceAll('\n', ' ');
}

function failureText(failure: Failure, advice: string, host: Host): string {
  const { red } = coloursFor(host.stderr, host.env);
  const issues = issuesToList(failure);
  const whole = failure.code === 'invalid_input' ? '(the whole input)' : '(the whole policy)';
  const lines = issues.map(({ path, message }) =>
    indentedLines(`${safeLine(path || whole)}: ${messageLines(message)}`),
  );
  return `${[`${red('error')} ${failure.code}: ${messageLines(failure.message)}`, ...lines, advice].join('\n')}\n`;
}

// The only one there is stands in the message, where that says it whole.
function issuesToList({ details, message }: Failure): readonly PolicyIssue[] {
  const issues = 'issues' in details ? (details.issues as readonly PolicyIssue[]) : [];
  const [first] = issues;
  return issues.length === 1 && first !== undefined && message.endsWith(first.message) ? [] : issues;
}

function indentedLines(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

// Carets stay under what they point at, also where the line above shows hidden characters by their names.
function messageLines(message: string): string {
  const lines = message.split('\n');
  return lines
    .map((line, index) => {
      const pointed = lines[index - 1];
      const [, indent = '', carets] = /^( *)(\^+)$/.exec(line) ?? [];
      if (carets === undefined || pointed === undefined) return safeLine(line);
      const end = indent.length + carets.length;
      const width = (begin: number, until: number): number => safeLine(pointed.slice(begin, until)).length;
      return ' '.repeat(width(0, indent.length)) + '^'.repeat(Math.max(1, width(indent.length, end)));
    })
    .join('\n');
}
