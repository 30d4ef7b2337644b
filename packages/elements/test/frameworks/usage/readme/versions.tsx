import type { PolicyTrail } from '@policytrail/core';
import { historySource } from '@policytrail/elements';
import { PolicyHistory } from '@policytrail/elements/react';
import { type ReactElement, useMemo } from 'react';

export function Versions({ trail, policyId }: { trail: PolicyTrail; policyId: string }): ReactElement {
  const source = useMemo(() => historySource(trail, policyId), [trail, policyId]);
  return <PolicyHistory source={source} onPolicyRestored={({ detail }) => console.log(`version ${detail.version}`)} />;
}
