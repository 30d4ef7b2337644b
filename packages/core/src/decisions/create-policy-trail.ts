import { guarded } from '../access/permit.js';
import { checkRules } from '../evaluation/compile/check-rules.js';
import { readActor } from '../policy/actor.js';
import type { PolicyDefinition } from '../policy/definition/definition.js';
import { contextOf, contextWith, type RuleCheck } from '../trail/context.js';
import { versionMethods } from '../trail/create-trail.js';
import { assertList } from '../trail/known-options.js';
import { syncTrail } from '../trail/sync-trail.js';
import type { TrailOptions } from '../trail/trail.js';
import type { DecisionContext } from './context.js';
import { custodyMethods } from './deferred/custody-methods.js';
import { hindsightMethods } from './deferred/hindsight-methods.js';
import { evaluate, evaluateMany } from './evaluate/evaluate.js';
import { ruleTypes } from './judge/rule-types.js';
import { knownDecisionOptions } from './known-options.js';
import type { PolicyTrail } from './policy-trail.js';
import { evaluation, evaluations } from './read/evaluations.js';
import { evaluationRecorder } from './recorder/recorder.js';

/** A trail whose policies and inputs are typed and checked by one definition. */
export function createPolicyTrail<In, Out, Input>(
  options: TrailOptions & { readonly definition: PolicyDefinition<In, Out, Input> },
): PolicyTrail<In, Out, Input>;
/** A trail over a store; its policies are JSON objects, checked where one of the definitions applies. */
export function createPolicyTrail(options: TrailOptions): PolicyTrail;
export function createPolicyTrail(options: TrailOptions): PolicyTrail {
  const context = contextOf(options, checkSavedRules);
  return trailOver({ ...context, ruleTypes: ruleTypes(context.documents) });
}

// A policy without rules needs nothing compiled.
const checkSavedRules: RuleCheck = (policy, record) => {
  if (Object.hasOwn(policy, 'rules')) checkRules(policy, record?.definition.document);
};

function trailOver<In, Out, Input>(context: DecisionContext): PolicyTrail<In, Out, Input> {
  return {
    ...versionMethods<In, Out>(context),
    ...custodyMethods(context),
    ...hindsightMethods(context),
    ...guarded(context, decisionMethods(context)),
    evaluationRecorder: (options) => evaluationRecorder(context, knownDecisionOptions('evaluationRecorder', options)),
    as: (actor) => trailOver({ ...context, actor: readActor(actor) }),
    of: (definition) => trailOver(contextWith(context, definition)),
    get sync() {
      return syncTrail<In, Out>(context);
    },
  };
}

type Methods<Name extends keyof PolicyTrail> = Pick<PolicyTrail, Name>;

type Deciding = 'evaluate' | 'evaluateMany' | 'evaluation' | 'evaluations';

function decisionMethods(context: DecisionContext): Methods<Deciding> {
  const known = knownDecisionOptions;
  return {
    evaluate: async (policyId, input, options) => evaluate(context, policyId, input, known('evaluate', options)),
    evaluateMany: async (requests) =>
      evaluateMany(
        context,
        assertList('requests', requests).map((request) => known('evaluateMany', request)),
      ),
    evaluation: (policyId, id) => evaluation(context, policyId, id),
    evaluations: async (policyId, query) => evaluations(context, policyId, known('evaluations', query)),
  };
}
