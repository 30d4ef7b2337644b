import type { CommonProperties } from '../../base/body/element-body.js';
import type { FieldSchema } from '../../fields/field-lookup.js';
import type { PolicyDiff } from '../policy-diff.js';

/** What a comparison takes over from the element around it. */
export type DiffSettings = Partial<
  Pick<
    PolicyDiff,
    'schema' | 'locale' | 'timeZone' | 'messages' | 'permissions' | 'clock' | 'noShortcuts' | 'headingLevel' | 'density'
  >
>;

/** As the element has them; `locale` is that in use, and the heading so many levels below the element's own. */
export function diffSettings(
  element: CommonProperties & { readonly schema: FieldSchema | undefined },
  locale: string,
  levelsBelow: number,
): DiffSettings {
  const { schema, timeZone, messages, permissions, clock, noShortcuts, density, headingLevel } = element;
  return {
    ...{ schema, locale, timeZone, messages, permissions, clock, noShortcuts, density },
    headingLevel: headingLevel + levelsBelow,
  };
}
