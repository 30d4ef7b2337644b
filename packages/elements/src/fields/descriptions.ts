// Loaded when it is first needed: a page may describe its fields by hand, or not at all.
export { describeFields } from '@policytrail/core/pure';
