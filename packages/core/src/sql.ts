export { type Finding, failed, findings, limit, ok, warning } from './storage/sql/finding.js';
export { type HeadCache, headCache } from './storage/sql/head-cache.js';
export { prefixEnd } from './storage/sql/prefix-end.js';
export { actorColumns, toActor } from './storage/sql/rows/actor.js';
export type { ColumnValue } from './storage/sql/rows/column-value.js';
export { erasureBeside, erasureColumns, erasureColumnsOf, erasureValues } from './storage/sql/rows/erasure-row.js';
export {
  evaluationColumns,
  evaluationValues,
  payloadColumns,
  payloadTexts,
  toStoredEvaluation,
  toWholeEvaluation,
} from './storage/sql/rows/evaluation-row.js';
export { pinColumns, pinValues, toPin } from './storage/sql/rows/pin-row.js';
export { reviewColumns, reviewValues, toReview } from './storage/sql/rows/review-row.js';
export {
  summaryColumns,
  toStoredVersion,
  toSummary,
  toWholeVersion,
  versionColumns,
  versionValues,
} from './storage/sql/rows/version-row.js';
export { toViolation, violationColumns, violationTexts, violationValues } from './storage/sql/rows/violation-row.js';
