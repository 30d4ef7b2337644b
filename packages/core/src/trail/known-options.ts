import type { HistoryFilter } from '../storage/port.js';
import { invalidArgument } from '../values/error.js';
import { onlyKnown } from '../values/options/only-known.js';
import type {
  HistoryQuery,
  PinOptions,
  PoliciesQuery,
  PolicyDraft,
  RestoreOptions,
  SaveOptions,
  WithdrawOptions,
} from './trail.js';

interface OptionsOf {
  readonly save: SaveOptions;
  readonly saveMany: PolicyDraft;
  readonly restore: RestoreOptions;
  readonly withdraw: WithdrawOptions;
  readonly pin: PinOptions;
  readonly history: HistoryQuery;
  readonly filter: HistoryFilter;
  readonly policies: PoliciesQuery;
}

const withdrawal = ['by', 'changeNotes', 'requestId', 'expectedVersion'] as const;
const restoring = [...withdrawal, 'label', 'title', 'allowUnchanged', 'dryRun'] as const;

const names: { readonly [Operation in keyof OptionsOf]: readonly (keyof OptionsOf[Operation] | 'dryRun')[] } = {
  save: [...restoring, 'effectiveAt'],
  // `dryRun` is told apart where it is refused.
  saveMany: [...restoring, 'effectiveAt', 'policyId', 'policy'],
  restore: restoring,
  withdraw: withdrawal,
  pin: ['by'],
  history: ['limit', 'before', 'after', 'filter'],
  filter: ['text', 'author', 'from', 'to', 'field'],
  policies: ['prefix', 'after', 'limit', 'includeInternal'],
};

/** The options, if there are none that the operation does not know: a misspelt `expectedVersion` must not be ignored. */
export function knownOptions<Options extends object | undefined>(
  operation: keyof OptionsOf,
  options: Options,
): Options {
  return onlyKnown(operation, names[operation], options);
}

/** The list, if it is one. Throws `invalid_argument`. */
export function assertList<Item>(argument: string, list: readonly Item[]): readonly Item[] {
  if (Array.isArray(list)) return list;
  throw invalidArgument(`${argument} must be a list`, { argument });
}
