import type { Layers } from '../../../policy/definition/json-schema/place.js';
import { type PolicyIssue, PolicytrailError } from '../../../values/error.js';
import type { JsonValue } from '../../../values/json.js';
import { checkDecimal, isDecimalPlace } from './check-decimal.js';
import { checkMembers } from './check-members.js';
import { allowsNull, scalarProblem } from './check-scalar.js';
import { knownPlaceOf } from './known-place.js';
import type { LocatedValue, SchemaCheck } from './schema-check.js';

/** The value of one place as it is judged; issues are noted. Throws `limit_exceeded` where the budget is used up. */
export function checkPlace(check: SchemaCheck, schemas: Layers, located: LocatedValue): JsonValue {
  const { layers, choices } = knownPlaceOf(schemas, check.root);
  if (located.value === null && allowsNull(layers)) return null;
  return choices.length === 0 ? checkLayers(check, layers, located) : checkChoices(check, layers, choices, located);
}

/** By the first choice that fits. */
function checkChoices(
  check: SchemaCheck,
  layers: Layers,
  choices: readonly Layers[],
  located: LocatedValue,
): JsonValue {
  for (const choice of choices) {
    spend(check, located);
    const issues: PolicyIssue[] = [];
    const value = checkLayers({ ...check, issues }, [...layers, ...choice], located);
    if (issues.length === 0) return value;
  }
  check.issues.push({ path: located.path, message: `must have one of ${choices.length} forms` });
  return located.value;
}

function checkLayers(check: SchemaCheck, layers: Layers, located: LocatedValue): JsonValue {
  const { value, path } = located;
  if (isDecimalPlace(layers)) return checkDecimal(check, layers, located);
  const problem = layers.map((layer) => scalarProblem(layer, value)).find((found) => found !== undefined);
  if (problem !== undefined) {
    check.issues.push({ path, message: problem });
    return value;
  }
  return checkMembers(layers, located, (schemas, inner) => checkPlace(check, schemas, inner), check.issues);
}

function spend({ budget }: SchemaCheck, { path }: LocatedValue): void {
  budget.left -= 1;
  if (budget.left >= 0) return;
  const message = 'the stored definition has too many choices within choices to check the input by';
  throw new PolicytrailError('limit_exceeded', message, { limit: budget.limit, path });
}
