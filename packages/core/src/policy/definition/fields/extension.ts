import type { JsonValue } from '../../../values/json.js';
import { isJsonObject } from '../json-object.js';
import { extensionKeyword, isNumber, isText } from '../json-schema/keyword.js';
import type { Layers } from '../json-schema/place.js';
import { type FieldExtension, fieldDisplays } from './field-meta.js';

type Accepts = (value: JsonValue) => boolean;

const isBoolean: Accepts = (value) => typeof value === 'boolean';
const isUnit: Accepts = (value) =>
  isText(value) || (isJsonObject(value) && isText(value.one ?? null) && isText(value.other ?? null));
const isOptionList: Accepts = (value) =>
  Array.isArray(value) &&
  value.every((option) => isJsonObject(option) && 'value' in option && isText(option.label ?? null));

/** What each member must be; a schema may come from an archive, so anything else is passed over. */
const accepts: { readonly [Member in keyof FieldExtension]-?: Accepts } = {
  group: isText,
  order: isNumber,
  summary: isBoolean,
  display: oneOf(fieldDisplays),
  // Intl throws for anything else.
  currency: (value) => isText(value) && /^[A-Z]{3}$/.test(value),
  unit: isUnit,
  digits: (value) => isNumber(value) && Number.isInteger(value) && value >= 0 && value <= 34,
  options: isOptionList,
  trueLabel: isText,
  falseLabel: isText,
  step: (value) => isNumber(value) && value > 0,
  key: isText,
  ordered: isBoolean,
  stricter: oneOf(['lower', 'higher', 'true', 'false']),
};

// @__NO_SIDE_EFFECTS__
function oneOf(words: readonly string[]): Accepts {
  return (value) => isText(value) && words.includes(value);
}

/** What the layers say under `x-policytrail`; the outer layer wins, member by member. */
export function readExtension(layers: Layers): FieldExtension {
  const extension: Record<string, JsonValue> = {};
  for (const layer of layers.toReversed()) {
    const said = layer[extensionKeyword];
    if (!isJsonObject(said)) continue;
    for (const [member, isAccepted] of Object.entries(accepts)) {
      const value = said[member];
      if (value !== undefined && isAccepted(value)) extension[member] = value;
    }
  }
  return extension as FieldExtension;
}
