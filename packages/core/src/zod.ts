export type { DecimalFormat } from './values/decimal-text.js';
export { type DecimalSchema, decimal } from './zod/decimal.js';
export { type FieldAnnotation, type FieldOptions, field } from './zod/field.js';
