import type { PolicyPermissions } from '@policytrail/core';
import * as z from 'zod';
import type { RemoteOperation } from '../../operations/operations.js';
import { problemType } from '../../operations/problem.js';
import { anyObject, named } from './component.js';
import * as evaluations from './evaluations.js';
import { explanation, stalePage } from './explanations.js';
import { pinnedVersion, pinResult } from './pins.js';
import * as proofs from './proofs.js';
import * as versions from './versions.js';

const may = z.union([z.boolean(), z.string()]).meta({ description: '`true`, `false`, or why not' });

const permissions: z.ZodType<PolicyPermissions> = named(
  'PolicyPermissions',
  z.strictObject({ view: may, compare: may, edit: may, restore: may, run: may, review: may }),
);

/** What goes wrong, see {@link problemType}. */
export const problem: z.ZodType = named(
  'Problem',
  z
    .strictObject({
      type: z.string(),
      title: z.string(),
      status: z.int(),
      detail: z.string(),
      code: z.exactOptional(z.string()),
      details: z.exactOptional(z.looseObject({})),
    })
    .meta({ description: `What went wrong, as ${problemType}` }),
);

/** What each operation answers as JSON; null where that is bytes. Of `watch`: one event. */
export const answers: Readonly<Record<RemoteOperation, z.ZodType | null>> = {
  policies: versions.policyPage,
  permissions,
  history: versions.history,
  current: versions.policyVersion,
  inForce: versions.policyVersion,
  version: versions.policyVersion,
  labelled: versions.policyVersion,
  planned: versions.planned,
  diff: versions.policyDiff,
  definitionOf: named('DefinitionDocument', anyObject),
  watch: versions.watchEvent,
  save: versions.saveResult,
  saveMany: versions.saveResults,
  restore: versions.saveResult,
  withdraw: versions.saveResult,
  pinned: pinnedVersion,
  pin: pinResult,
  evaluation: evaluations.reviewedRecord,
  evaluations: evaluations.evaluationList,
  stale: stalePage,
  evaluate: evaluations.evaluationResult,
  evaluateMany: evaluations.evaluationResults,
  reevaluate: evaluations.reevaluation,
  explain: explanation,
  approve: evaluations.reviewResult,
  reject: evaluations.reviewResult,
  waive: evaluations.reviewResult,
  revoke: evaluations.reviewResult,
  erase: evaluations.erasingResult,
  verify: proofs.verification,
  verifyAll: proofs.trailVerification,
  doctor: proofs.doctorReport,
  exportArchive: null,
  importArchive: proofs.archiveImport,
  importHistory: proofs.historyImport,
};
