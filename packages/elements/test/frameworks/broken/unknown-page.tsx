import { PolicyDiff } from '@policytrail/elements/react';

/** Not right: there is no such property. */
export const page = <PolicyDiff until={undefined} />;
