import type {
  Erasure,
  EvaluationHeader,
  EvaluationPayload,
  Instant,
  Pin,
  Review,
  SealedHead,
  VersionSummary,
  ViolationRow,
} from '@policytrail/core';
import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { DataLoss } from './losses.js';

type PolicyKey = [policy: string];
type VersionKey = [...PolicyKey, version: number];
type EvaluationKey = [...PolicyKey, id: string];
type SequenceKey = [...EvaluationKey, sequence: number];
type Table<Key extends IDBValidKey, Row> = { readonly key: Key; readonly value: Row };
type Indexed<Name extends string> = { readonly indexes: Readonly<Record<Name, IDBValidKey>> };

/** What a row says beside the key it stands under. */
interface OfPolicy {
  readonly policyId: string;
}

interface OfEvaluation extends OfPolicy {
  readonly evaluationId: string;
}

/**
 * The tables: rows as the storage port has them, under keys that begin with the policy, as an `orderKey`. Nothing is ever
 * written over but heads; nothing is ever deleted but payloads and violations that are erased.
 */
export interface Tables extends DBSchema {
  versions: Table<VersionKey, VersionSummary> & Indexed<'request' | 'label' | 'effective' | 'withdraws'>;
  /** Apart, so that lists read no bodies. */
  documents: Table<VersionKey, DocumentRow>;
  heads: Table<PolicyKey, OfPolicy & SealedHead>;
  pins: Table<[...PolicyKey, type: string, id: string, version: string], Pin>;
  evaluations: Table<EvaluationKey, EvaluationHeader> & Indexed<EvaluationIndex>;
  payloads: Table<EvaluationKey, OfEvaluation & EvaluationPayload>;
  violations: Table<SequenceKey, OfEvaluation & ViolationRow> & Indexed<'rule'>;
  reviews: Table<SequenceKey, Review>;
  erasures: Table<EvaluationKey, Erasure>;
  losses: Table<Instant, DataLoss>;
}

export type DocumentRow = OfPolicy & { readonly version: number; readonly policyJson: string };

/** Indexes of evaluations, newest last: all of them, or those of a subject, a status, a version. */
export type EvaluationIndex = 'time' | 'subject' | 'status' | 'version';

/** The tables that hold rows of policies. */
export type TableName = Exclude<StoreNames<Tables>, 'losses'>;

export const tableNames: readonly TableName[] = [
  'versions',
  'documents',
  'heads',
  'pins',
  'evaluations',
  'payloads',
  'violations',
  'reviews',
  'erasures',
];

export type Database = IDBPDatabase<Tables>;
export type Reading = IDBPTransaction<Tables, TableName[], 'readonly' | 'readwrite'>;
export type Writing = IDBPTransaction<Tables, TableName[], 'readwrite'>;
