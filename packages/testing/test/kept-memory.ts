import { memoryStore, type PolicyStore, PolicytrailError } from '@policytrail/core';
import { delegateTo, type FaultPlan, type Place, type PolicyStoreSubject } from '@policytrail/testing';

/** Memory that outlives its connections and has a driver that can fail: promises all that a database does. */
export const keptMemory: PolicyStoreSubject = {
  name: 'kept memory',
  prepare: async () => keptPlace(),
};

function keptPlace(): Place {
  const database = memoryStore();
  return {
    open: async () => connect(database, async (run) => run()),
    async openFaulty(plan) {
      const { call, hasFailed } = faultyDriver(plan);
      await call('opening', async () => undefined);
      return { store: connect(database, (run) => call('use', run)), hasFailed };
    },
    dispose: async () => {},
  };
}

type Call = <Answer>(run: () => Promise<Answer>) => Promise<Answer>;

/** One connection. Reading is one driver call; appending is three, of which the second has the effect. */
function connect(database: PolicyStore, call: Call): PolicyStore {
  const through = delegateTo(database);
  let isClosed = false;
  const guarded = Object.entries(through).map(([operation, method]) => {
    if (typeof method !== 'function') return [operation, method];
    const guard = async (...parameters: readonly unknown[]) => {
      if (isClosed) throw new PolicytrailError('store_closed', 'the connection is closed', { operation });
      if (operation === 'append') await call(async () => undefined);
      const answer = await call(async () => Reflect.apply(method, undefined, parameters));
      if (operation === 'append') await call(async () => undefined);
      return answer;
    };
    return [operation, guard];
  });
  const close = async () => {
    isClosed = true;
  };
  return { ...through, ...Object.fromEntries(guarded), close };
}

function faultyDriver(plan: FaultPlan) {
  let calls = 0;
  let hasFailed = false;
  async function call<Answer>(during: FaultPlan['during'], run: () => Promise<Answer>): Promise<Answer> {
    const fails = during === plan.during && ++calls === plan.call;
    hasFailed ||= fails;
    if (fails && plan.moment === 'before') throw outage('before');
    const answer = await run();
    if (fails) throw outage('after');
    return answer;
  }
  return { call, hasFailed: () => hasFailed };
}

function outage(moment: string): PolicytrailError {
  const cause = new Error(`the driver failed ${moment} the call`);
  return new PolicytrailError('outcome_unknown', 'the driver failed', { operation: 'append' }, { cause });
}
