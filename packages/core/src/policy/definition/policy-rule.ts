/** A rule as it stands in a policy's `rules`, the only key of a policy that the engine knows. */
export interface PolicyRule {
  /** 1 to 200 characters, one of its kind in the policy. */
  readonly id: string;
  readonly name: string;
  /** Where it is written down, e.g. `Pricing Policy 4.2`. */
  readonly section?: string;
  readonly category?: string;
  readonly description?: string;
  /** Of the rules of a group only the first that is violated counts: from strict to mild, the higher threshold first. */
  readonly group?: string;
  /** An expression over `input`, `policy` and `now`: true where the rule is violated. */
  readonly when: string;
  readonly effect: 'deny' | 'require_approval' | 'warn';
  /** Who is to approve; for `require_approval`, and only for it. */
  readonly approver?: string;
  /** Text with `{{ expression }}`. Default: `<name> was violated`. */
  readonly message?: string;
  /** What can be done about it: text with `{{ expression }}`. */
  readonly resolution?: string;
  /** Begins with `https://` or `http://`. */
  readonly documentationUrl?: string;
  /** Default true. */
  readonly enabled?: boolean;
}

/** A policy's own type, and the rules beside it; a type that says nothing stays as it is. */
export type WithRules<Policy> = unknown extends Policy
  ? Policy
  : Policy extends object
    ? Policy & { readonly rules?: readonly PolicyRule[] }
    : Policy;
