/** What the reader asked for; undefined = the element chooses. */
export interface Choice {
  readonly selected: number | undefined;
  readonly compareFrom: number | undefined;
  readonly compareTo: number | undefined;
}

/** A version and the two sides to compare; `from` 0: there is none before `to`. */
export interface ShownComparison {
  readonly version: number;
  readonly from: number;
  readonly to: number;
  /** What the version is compared with. */
  readonly basis: 'previous' | 'current' | 'other';
}

/** Which versions the detail shows. */
export function shownComparison(choice: Choice, current: number | undefined): ShownComparison | undefined {
  const version = choice.selected ?? choice.compareTo;
  if (version === undefined) return undefined;
  const to = choice.compareTo ?? version;
  const from = choice.compareFrom ?? to - 1;
  return { version, from, to, basis: basisOf(version, from, to, current) };
}

/** The sides of a version beside another, the older one first. */
export function sidesOf(version: number, other: number): Pick<ShownComparison, 'from' | 'to'> {
  return { from: Math.min(version, other), to: Math.max(version, other) };
}

function basisOf(version: number, from: number, to: number, current: number | undefined): ShownComparison['basis'] {
  const other = from === version ? to : from;
  if (other === version - 1) return 'previous';
  return other === current ? 'current' : 'other';
}
