/** How a value is shown. `percent`: 25 means 25%; `ratio`: 0.25 means 25%. */
export type FieldDisplay = (typeof fieldDisplays)[number];

export const fieldDisplays = [
  'text',
  'longText',
  'integer',
  'number',
  'money',
  'percent',
  'ratio',
  'bytes',
  'duration',
  'date',
  'datetime',
  'boolean',
  'enum',
  'json',
  'secret',
] as const;

/** What a person needs to know to read one place of a policy. */
export interface FieldMeta {
  /** JSON Pointer, `*` = any item: the tags are `/tags`, each of them `/tags/*`. */
  readonly path: string;
  readonly label: string;
  readonly description?: string;
  readonly group?: string;
  readonly order?: number;
  /** Among the few that stand for the whole. */
  readonly summary?: boolean;
  readonly display?: FieldDisplay;
  /** ISO 4217, e.g. `USD`. */
  readonly currency?: string;
  readonly unit?: string | { readonly one: string; readonly other: string };
  /** Fraction digits shown. */
  readonly digits?: number;
  readonly options?: readonly { readonly value: unknown; readonly label: string }[];
  readonly trueLabel?: string;
  readonly falseLabel?: string;
  /** Inclusive; decimal text for decimals. */
  readonly min?: number | string;
  /** Inclusive; decimal text for decimals. */
  readonly max?: number | string;
  readonly step?: number;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  /** For an array: the member that tells its items apart. */
  readonly key?: string;
  /** For an array: whether the order of its items means anything. */
  readonly ordered?: boolean;
  /** Which way the policy allows less. */
  readonly stricter?: 'lower' | 'higher' | 'true' | 'false';
}

/** The part of {@link FieldMeta} that JSON Schema has no word for: it stands under `x-policytrail`. */
export type FieldExtension = Pick<
  FieldMeta,
  | 'group'
  | 'order'
  | 'summary'
  | 'display'
  | 'currency'
  | 'unit'
  | 'digits'
  | 'options'
  | 'trueLabel'
  | 'falseLabel'
  | 'step'
  | 'key'
  | 'ordered'
  | 'stricter'
>;
