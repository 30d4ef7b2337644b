export { effectiveDecision } from './evaluation/effective/effective-decision.js';
export { evaluatePolicy } from './evaluation/evaluate-policy.js';
export { describeFields } from './policy/definition/describe-fields.js';
export { humanizeSegment } from './policy/definition/fields/humanize.js';
export { matchesFilter } from './storage/filter/history-filter.js';
export { parseDocument } from './values/document/parse-document.js';
export { isPolicytrailError } from './values/error.js';
export { appendPointer, parsePointer, readPointer } from './values/json-pointer.js';
