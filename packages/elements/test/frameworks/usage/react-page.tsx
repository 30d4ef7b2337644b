import { createPolicyTrail, memoryStore, type PolicyVersion } from '@policytrail/core';
import type { PolicyEventMap, SaveDetail } from '@policytrail/elements';
import { PolicyDiff, PolicySettings } from '@policytrail/elements/react';
import { type ReactElement, useState } from 'react';
import { createRoot } from 'react-dom/client';

const trail = createPolicyTrail({ store: memoryStore() });
const { version: first } = await trail.save('project-123', { budgetTokens: 5000 });

function Page(): ReactElement {
  const [current, setCurrent] = useState(first);
  const [ready, setReady] = useState('');
  const [answer, setAnswer] = useState('');

  const saveAndShow = async ({ policy, changeNotes }: SaveDetail): Promise<PolicyVersion> => {
    const { version } = await trail.save('project-123', policy, { changeNotes });
    setCurrent(version);
    return version;
  };
  const save = ({ detail }: PolicyEventMap['policy-save']): void => {
    detail.waitUntil(saveAndShow(detail));
  };
  return (
    <>
      <PolicySettings
        version={current}
        locale="en-US"
        headingLevel={3}
        onPolicySave={save}
        onPolicySaved={({ detail }) => setAnswer(`saved ${detail.version}`)}
      />
      <PolicyDiff from={first} to={current} locale="en-US" onPolicyDiffReady={() => setReady('compared')} />
      <policy-diff
        id="tag"
        from={first}
        to={current}
        page-size={100}
        onpolicy-diff-ready={({ detail }) => setReady(`compared ${detail.changes}`)}
      />
      <output id="answer">{answer}</output>
      <output id="ready">{ready}</output>
    </>
  );
}

/** What must not compile: the check of the types would say so if it did. */
export const mistakes = [
  // @ts-expect-error a level is a number
  <PolicySettings key="1" headingLevel="three" />,
  // @ts-expect-error there is no such property
  <PolicyDiff key="2" until={first} />,
  // @ts-expect-error the detail of this event has no policy
  <PolicySettings key="3" onPolicySaved={({ detail }) => detail.policy} />,
  // @ts-expect-error a version is no text
  <policy-diff key="4" from="3" />,
  // @ts-expect-error the detail of this event has no changes
  <policy-settings key="5" onpolicy-saved={({ detail }) => detail.changes} />,
];

const root = document.querySelector('#root');
if (root !== null) createRoot(root).render(<Page />);
