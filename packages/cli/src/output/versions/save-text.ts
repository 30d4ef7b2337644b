import type { SaveResult } from '@policytrail/core';
import { safeLine } from '../values/safe-text.js';

/** What became of a save, in words. `done` says how, e.g. `restored from version 2`. */
export function saveText({ status, version, pending, preview }: SaveResult, done?: string): string {
  const lines = [
    statusLine(status, {
      name: `version ${version.version} of ${safeLine(version.policyId)}`,
      isRehearsal: preview !== undefined,
      done,
    }),
  ];
  if (pending.length > 0)
    lines.push(`Planned to take effect later: ${pending.map((number) => `version ${number}`).join(', ')}.`);
  return lines.join('\n');
}

interface Wording {
  readonly name: string;
  readonly isRehearsal: boolean;
  readonly done: string | undefined;
}

function statusLine(status: SaveResult['status'], { name, isRehearsal, done }: Wording): string {
  switch (status) {
    case 'saved':
      return `${isRehearsal ? 'Would save' : 'Saved'} ${name}${done === undefined ? '' : `, ${done}`}.`;
    case 'unchanged':
      return `Nothing ${isRehearsal ? 'would be saved' : 'was saved'}: ${name} has the same values.`;
    case 'already_saved':
      return `Nothing ${isRehearsal ? 'would be saved' : 'was saved'}: this request is ${name} already.`;
  }
}
