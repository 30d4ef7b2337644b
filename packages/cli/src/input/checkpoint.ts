import type { SealedHead } from '@policytrail/core';
import { PolicytrailError } from '@policytrail/core';
import type { Host } from '../host.js';
import { isObject, readJson } from './file.js';

/** Reads the heads out of what `verify --json` printed earlier, by policy id. */
export async function readCheckpoints(path: string, host: Host): Promise<Readonly<Record<string, SealedHead>>> {
  const { heads } = await readJson(path, host);
  if (isObject(heads)) {
    const entries = Object.entries(heads).map(([policyId, head]) => [policyId, sealedHead(head)] as const);
    if (entries.every((entry) => entry[1] !== undefined))
      return Object.fromEntries(entries) as Record<string, SealedHead>;
  }
  const message = `\`${path}\` is no checkpoint: it must be what an earlier \`policytrail verify --json\` printed`;
  throw new PolicytrailError('invalid_argument', message, { argument: '--checkpoint' });
}

function sealedHead(value: unknown): SealedHead | undefined {
  if (typeof value !== 'object' || value === null || !('version' in value && 'hash' in value)) return undefined;
  const { version, hash } = value;
  return typeof version === 'number' && typeof hash === 'string' ? { version, hash } : undefined;
}
