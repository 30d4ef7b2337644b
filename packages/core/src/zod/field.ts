import type { FieldExtension, FieldMeta } from '../policy/definition/fields/field-meta.js';

/** What a person needs to know of a field beside what its schema says. */
export interface FieldOptions extends FieldExtension, Pick<FieldMeta, 'description' | 'readOnly'> {
  readonly label?: string;
}

/** What goes into `.meta()`. */
export type FieldAnnotation = Pick<FieldMeta, 'description' | 'readOnly'> & {
  readonly title?: string;
  readonly 'x-policytrail'?: FieldExtension;
};

/**
 * The metadata of a field, for zod's `.meta()`: JSON Schema's own words where it has them, the rest under
 * `x-policytrail`. A later `.meta()` with another `field()` replaces what this one says, it does not add to it.
 */
export function field({ label, description, readOnly, ...extension }: FieldOptions): FieldAnnotation {
  return {
    ...(label === undefined ? {} : { title: label }),
    ...(description === undefined ? {} : { description }),
    ...(readOnly === undefined ? {} : { readOnly }),
    ...(Object.keys(extension).length === 0 ? {} : { 'x-policytrail': extension }),
  };
}
