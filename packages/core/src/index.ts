export type { AccessRequest, Authorize } from './access/authorize.js';
export { type Action, type Operation, operations } from './access/operations.js';
export type { PolicyPermissions } from './access/permissions.js';
export { type Grant, type RoleGrants, roles } from './access/roles.js';
export { createPolicyTrail } from './decisions/create-policy-trail.js';
export { detectImport } from './decisions/deferred/detect-import.js';
export type {
  ApproveOptions,
  EraseOptions,
  ErasingResult,
  EvaluateOptions,
  EvaluationList,
  EvaluationRecorder,
  EvaluationRequest,
  EvaluationResult,
  EvaluationsFilter,
  EvaluationsQuery,
  ExplainOptions,
  PolicyTrail,
  RecorderOptions,
  ReevaluateOptions,
  Reevaluation,
  RejectOptions,
  ReviewedRecord,
  ReviewResult,
  StaleEvaluation,
  StalePage,
  StaleQuery,
} from './decisions/policy-trail.js';
export type { Drift, DriftGrade, ReadValueChange, RuleDrift } from './evaluation/drift/drift.js';
export type { CarriedReview, CarryOver, DroppedReview, DropReason } from './evaluation/effective/carry-over.js';
export {
  type ApprovalStatus,
  type EffectiveDecision,
  effectiveDecision,
} from './evaluation/effective/effective-decision.js';
export {
  type EvaluatePolicyOptions,
  evaluatePolicy,
  type PolicyEvaluator,
  policyEvaluator,
} from './evaluation/evaluate-policy.js';
export type {
  EvidenceItem,
  EvidenceKind,
  ExplainedSide,
  ExplainedVersion,
  Explanation,
} from './evaluation/explain/explanation.js';
export { boundText } from './evaluation/explain/wording.js';
export { storedDefinition } from './evaluation/input/stored-definition.js';
export { type Actor, systemActor } from './policy/actor.js';
export type { ChangeSummary, FieldChange } from './policy/changes.js';
export { definePolicy, type PolicyDefinition, type PolicyDefinitionOptions } from './policy/definition/definition.js';
export { describeFields } from './policy/definition/describe-fields.js';
export type { DefinitionDocument } from './policy/definition/document.js';
export type { FieldDisplay, FieldMeta } from './policy/definition/fields/field-meta.js';
export { humanizeSegment } from './policy/definition/fields/humanize.js';
export { validatePolicy } from './policy/definition/validate.js';
export { applyChanges } from './policy/diff/apply.js';
export { type ArrayKeys, diffPolicies } from './policy/diff/diff.js';
export { type JsonPatchOperation, toJsonPatch } from './policy/diff/json-patch.js';
export { fieldMatches, summarizeChanges } from './policy/diff/summary.js';
export { findInForce } from './policy/in-force.js';
export { type Pin, type Subject, type SubjectKey, subjectKeyOf } from './policy/pin.js';
export { sealPin, sealVersion } from './policy/seal.js';
export type { PolicyVersion, VersionHeader, VersionOrigin } from './policy/version.js';
export type {
  AppliedRule,
  Comparison,
  ComparisonOperator,
  Decision,
  DecisionStatus,
  Remedy,
  RuleEffect,
  RuleFailure,
  RuleOutcome,
  Violation,
} from './record/decision.js';
export type { Erasure, Evaluation, EvaluationHeader, EvaluationTrigger } from './record/evaluation.js';
export type { Review, ReviewVerdict } from './record/review.js';
export { newSalt } from './record/salt.js';
export { sealErasure } from './record/seal-erasure.js';
export { sealEvaluation } from './record/seal-evaluation.js';
export { payloadHashOf } from './record/seal-payload.js';
export { sealReview } from './record/seal-review.js';
export { compareCodePoints } from './storage/filter/code-point-order.js';
export { matchesEvaluationFilter } from './storage/filter/evaluation-filter.js';
export { matchesFilter } from './storage/filter/history-filter.js';
export {
  assertNextReviews,
  assertNextVersion,
  assertVersionOf,
  isRecordOf,
  labelTaken,
  pinWithoutVersion,
  reviewWithoutEvaluation,
  strayErasure,
} from './storage/fitting.js';
export { headAfter } from './storage/head-after.js';
export { memoryStore } from './storage/memory-store.js';
export type {
  DoctorCheck,
  DoctorReport,
  ErasureWrite,
  EvaluationCursor,
  EvaluationFilter,
  EvaluationPage,
  EvaluationPayload,
  EvaluationQuery,
  EvaluationWrite,
  HistoryFilter,
  PinWrite,
  PolicyHead,
  PolicyPage,
  PolicyQuery,
  PolicyStore,
  PolicySummary,
  RecordOutcome,
  ReviewedEvaluation,
  ReviewWrite,
  SealedHead,
  StoredEvaluation,
  StoredVersion,
  SyncPolicyStore,
  VersionPage,
  VersionQuery,
  VersionSummary,
  VersionWrite,
  ViolationRow,
  WatchEvent,
  WholeEvaluation,
  Write,
  WriteOutcome,
} from './storage/port.js';
export { type EvaluationDraft, evaluationOf, toEvaluation, violationRowsOf } from './storage/stored-evaluation.js';
export type { DetectedImport } from './trail/archive/detect.js';
export { createVersionTrail } from './trail/create-trail.js';
export type {
  ArchiveImport,
  ByteSource,
  ExportOptions,
  History,
  HistoryImport,
  HistoryQuery,
  ImportArchiveOptions,
  ImportHistoryOptions,
  PinnedVersion,
  PinOptions,
  PinResult,
  PlannedVersion,
  PoliciesQuery,
  PolicyDiff,
  PolicyDraft,
  Problem,
  Progress,
  RestoreOptions,
  SaveOptions,
  SaveResult,
  SyncPolicyTrail,
  TrailOptions,
  TrailVerification,
  Verification,
  VerifyAllOptions,
  VerifyOptions,
  VersionTrail,
  WithdrawOptions,
} from './trail/trail.js';
export { hubOf, type WatchHub } from './trail/watch-hub.js';
export { type CanonicalOptions, canonicalJson, type JsonLimits } from './values/canonical/canonical-json.js';
export { compareDecimals, type DecimalFormat, isDecimalText, normalizeDecimal } from './values/decimal-text.js';
export { documentText } from './values/document/document-text.js';
export { parseDocument } from './values/document/parse-document.js';
export type { ErrorCode, ErrorDetails, PolicyIssue, UnavailableReason } from './values/error.js';
export { isPolicytrailError, PolicytrailError } from './values/error.js';
export { assertPolicyId, assertRequestId, assertText, newUuidV7, type TextRule } from './values/id.js';
export { type Instant, isInstant, parseInstant } from './values/instant.js';
export type { JsonArray, JsonObject, JsonValue } from './values/json.js';
export { appendPointer, parsePointer, readPointer } from './values/json-pointer.js';
export { sha256Hex } from './values/sha256.js';
