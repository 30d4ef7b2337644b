import type { Actor } from '../policy/actor.js';
import { schemaPolicyId } from '../policy/schema-policy-id.js';
import type { VersionHeader } from '../policy/version.js';

/**
 * What an operation does to a trail. `run` records what software did under a policy: pins and evaluations. A dry run, which
 * stores nothing, is a `read`.
 */
export type Action = 'read' | 'edit' | 'run' | 'review' | 'administer';

/** One thing an operation is about to touch; `policyId` is null where it is the trail as a whole. */
export interface Target {
  readonly policyId: string | null;
  /** Of a list of policies: only those whose id begins so. */
  readonly prefix?: string;
  /** Who is said to act. */
  readonly by?: string | Actor | undefined;
  readonly dryRun?: boolean | undefined;
}

/** What an operation does, and to what, by what it is called with. */
export interface Rule {
  readonly action: Action;
  readonly targets: TargetsOf;
}

type TargetsOf = (...given: readonly never[]) => readonly Target[];

const onPolicy: TargetsOf = (policyId: string, _second: unknown, options?: Omit<Target, 'policyId' | 'prefix'>) => [
  { policyId, by: options?.by, dryRun: options?.dryRun },
];
const onEach: TargetsOf = (drafts: Iterable<Target>) => Array.from(drafts, ({ policyId, by }) => ({ policyId, by }));
const onTrail: TargetsOf = () => [{ policyId: null }];
const onList: TargetsOf = (query?: { readonly prefix?: string }) => [{ policyId: null, prefix: query?.prefix ?? '' }];
const onChosen: TargetsOf = (options?: { readonly policyIds?: readonly string[] }) =>
  options?.policyIds?.map((policyId) => ({ policyId })) ?? onTrail();
const onDefinition: TargetsOf = ({ schema }: Pick<VersionHeader, 'schema'>) =>
  schema === null ? [] : [{ policyId: schemaPolicyId(schema.name) }];

const reading: Rule = { action: 'read', targets: onPolicy };
const editing: Rule = { action: 'edit', targets: onPolicy };
const running: Rule = { action: 'run', targets: onPolicy };
const reviewing: Rule = { action: 'review', targets: onPolicy };

/** The methods of a trail that touch its store. */
export type Operation =
  | 'current'
  | 'inForce'
  | 'version'
  | 'labelled'
  | 'history'
  | 'planned'
  | 'diff'
  | 'pinned'
  | 'watch'
  | 'evaluation'
  | 'evaluations'
  | 'explain'
  | 'stale'
  | 'verify'
  | 'definitionOf'
  | 'policies'
  | 'exportArchive'
  | 'verifyAll'
  | 'doctor'
  | 'save'
  | 'restore'
  | 'withdraw'
  | 'saveMany'
  | 'pin'
  | 'evaluate'
  | 'reevaluate'
  | 'evaluateMany'
  | 'approve'
  | 'reject'
  | 'waive'
  | 'revoke'
  | 'erase'
  | 'importArchive'
  | 'importHistory';

/** Every operation of a trail, what it does and to what: a method that is not here is refused to everybody. */
export const operations: Readonly<Record<Operation, Rule>> = {
  current: reading,
  inForce: reading,
  version: reading,
  labelled: reading,
  history: reading,
  planned: reading,
  diff: reading,
  pinned: reading,
  watch: reading,
  evaluation: reading,
  evaluations: reading,
  explain: reading,
  stale: reading,
  verify: reading,
  definitionOf: { action: 'read', targets: onDefinition },
  policies: { action: 'read', targets: onList },
  exportArchive: { action: 'read', targets: onChosen },
  verifyAll: { action: 'read', targets: onTrail },
  doctor: { action: 'read', targets: onTrail },
  save: editing,
  restore: editing,
  withdraw: editing,
  saveMany: { action: 'edit', targets: onEach },
  pin: running,
  evaluate: running,
  reevaluate: running,
  evaluateMany: { action: 'run', targets: onEach },
  approve: reviewing,
  reject: reviewing,
  waive: reviewing,
  revoke: reviewing,
  erase: { action: 'administer', targets: onPolicy },
  importArchive: { action: 'administer', targets: onTrail },
  importHistory: { action: 'administer', targets: onTrail },
};
