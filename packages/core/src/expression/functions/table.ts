import { conversionFunctions } from './conversion.js';
import { numberFunctions } from './number.js';
import type { FunctionRow } from './row.js';
import { textFunctions } from './text.js';
import { timeFunctions } from './time.js';

// Made at the first use, so that a bundle without expressions holds none of them.
let table: readonly FunctionRow[] | undefined;

/** All functions; a new one is one row. */
function rows(): readonly FunctionRow[] {
  table ??= [...textFunctions(), ...numberFunctions(), ...conversionFunctions(), ...timeFunctions()];
  return table;
}

/** The rows of a name: at most one of each form. */
export function findFunctions(name: string): readonly FunctionRow[] {
  return rows().filter((row) => row.name === name);
}

/** Everything that can be called, for suggestions. */
export function functionNames(): readonly string[] {
  return [...rows().map(({ name }) => name), 'has', 'all', 'exists', 'exists_one', 'filter', 'map'];
}
