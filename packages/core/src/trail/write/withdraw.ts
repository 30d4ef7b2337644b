import { findInForce } from '../../policy/in-force.js';
import type { PolicyHead } from '../../storage/port.js';
import { documentOf } from '../../values/document/document.js';
import { invalidArgument, isPolicytrailError } from '../../values/error.js';
import { assertPolicyId } from '../../values/id.js';
import { type Instant, laterOf } from '../../values/instant.js';
import type { TrailContext } from '../context.js';
import { requireHead, requireVersion } from '../read/require.js';
import { intactTextOf } from '../stored-policy.js';
import type { SaveResult, WithdrawOptions } from '../trail.js';
import { appendOne } from './append.js';
import { askFor } from './draft/ask.js';
import type { Draft } from './draft/decide.js';
import { draftOf } from './draft/draft.js';

const attempts = 5;

/** Takes a planned version back by a new version with the policy in force; tries again where another writer comes between. */
export async function withdraw<Out>(
  context: TrailContext,
  policyId: string,
  version: number,
  options: WithdrawOptions = {},
): Promise<SaveResult<Out>> {
  const request = { ...options, requestId: options.requestId ?? context.newId() };
  for (let attempt = 1; ; attempt += 1) {
    const draft = await draftWithdrawal(context, policyId, version, request);
    try {
      return await appendOne<Out>(context, { ask: askFor(draft), definition: undefined });
    } catch (error) {
      const isOvertaken = isPolicytrailError(error, 'version_conflict') && options.expectedVersion === undefined;
      if (!isOvertaken || attempt === attempts) throw error;
    }
  }
}

// The policy in force is read first; expecting the head that was seen makes sure that it is still the one in force.
async function draftWithdrawal(
  context: TrailContext,
  policyId: string,
  version: number,
  options: WithdrawOptions,
): Promise<Draft> {
  assertPolicyId(policyId);
  const head = await requireHead(context, policyId);
  await requireVersion(context, policyId, version);
  const clock = context.clock();
  const inForce = await requireVersion(context, policyId, inForceNumber(head, version, clock));
  const source = { policyId, origin: { type: 'saved' }, definition: undefined } as const;
  const draft = draftOf(
    context,
    source,
    { document: documentOf(intactTextOf(inForce)) },
    {
      ...options,
      changeNotes: options.changeNotes ?? `Withdrew version ${version}`,
      expectedVersion: options.expectedVersion ?? head.latest.version,
      allowUnchanged: true,
    },
  );
  const keys = await context.documents.keysOf(inForce.schema);
  return { ...draft, at: { clock }, withdraws: version, schema: inForce.schema, keys };
}

function inForceNumber({ latest, timeline }: PolicyHead, withdrawn: number, clock: Instant): number {
  const others = timeline.filter((version) => version.version !== withdrawn);
  const inForce = findInForce(others, laterOf(clock, latest.createdAt));
  if (inForce !== undefined) return inForce.version;
  throw invalidArgument(
    `without version ${withdrawn} no version of \`${latest.policyId}\` is in force: there is no policy to go on with`,
    { argument: 'version' },
  );
}
