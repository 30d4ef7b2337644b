import { permitNow } from '../access/permit.js';
import type { SyncPolicyStore } from '../storage/port.js';
import { invalidArgument } from '../values/error.js';
import { assertPolicyId } from '../values/id.js';
import type { TrailContext } from './context.js';
import { knownOptions } from './known-options.js';
import { currentOf } from './read/version.js';
import { toPolicyVersion } from './stored-policy.js';
import type { SyncPolicyTrail } from './trail.js';
import { type Settled, saveResult } from './write/draft/ask.js';
import { batchOf } from './write/draft/batch.js';
import { pinResult, preparePin } from './write/pin.js';
import { assertNotDryRun, prepareSave } from './write/save.js';

/**
 * The trail for a synchronous driver's own transaction. Watchers are not told: the host may still roll back, and for
 * the same reason a definition's document is written again with every save (and found to be there).
 */
export function syncTrail<In, Out>(context: TrailContext): SyncPolicyTrail<In, Out> {
  const store = requireSyncStore(context);
  return {
    save(policyId, policy, options = {}) {
      permitNow(context, 'save', [policyId, policy, options]);
      assertNotDryRun(options);
      const prepared = prepareSave(context, policyId, policy, knownOptions('save', options));
      const { writes, settle } = batchOf(context, [prepared]);
      const [settled] = settle(store.append(writes)) as [Settled];
      const head = settled.status === 'already_saved' ? store.readHead(policyId) : undefined;
      return saveResult<Out>(prepared.ask, settled, head);
    },
    current(policyId) {
      permitNow(context, 'current', [policyId]);
      assertPolicyId(policyId);
      const head = store.readHead(policyId);
      const inForce = head === undefined ? undefined : currentOf(head, context.clock());
      const stored = inForce === undefined ? undefined : store.readVersion(policyId, inForce.version);
      return stored === undefined ? undefined : toPolicyVersion<Out>(stored);
    },
    pin(policyId, subject, options = {}) {
      permitNow(context, 'pin', [policyId, subject, options]);
      const [outcome] = store.append([preparePin(context, policyId, subject, knownOptions('pin', options))]);
      return pinResult(outcome);
    },
  };
}

function requireSyncStore({ store }: TrailContext): SyncPolicyStore {
  if (store.sync !== undefined) return store.sync;
  throw invalidArgument('this store is not synchronous: use the trail itself', { argument: 'sync' });
}
