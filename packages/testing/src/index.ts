export { assertChain, chainProblems } from './evidence/chain.js';
export { type Contents, contentsOf, type PolicyContents, readChain } from './evidence/contents.js';
export { type Acknowledgement, historyProblems } from './evidence/history.js';
export { delegateTo, type Saboteur } from './saboteurs/saboteur.js';
export { saboteurs } from './saboteurs/saboteurs.js';
export { fixedClock, later } from './samples/clock.js';
export { anErasure, erasedForm } from './samples/erasure.js';
export { aDecision, anEvaluation, aViolation, type EvaluationSample } from './samples/evaluation.js';
export { countedIds } from './samples/ids.js';
export { aPin, aSubject, type PinSample } from './samples/pin.js';
export { aReview, type ReviewSample, reviewsOf } from './samples/review.js';
export { aChain, aVersion, type VersionSample } from './samples/version.js';
export {
  erasing,
  pinning,
  pinningHead,
  recording,
  reviewing,
  reviewingNext,
  storing,
  storingNext,
} from './samples/writes.js';
export { scenarios } from './scenarios/scenarios.js';
export { type CheckOptions, checkPolicyStore } from './suite/check.js';
export { runScenario, type ScenarioResult } from './suite/run.js';
export type { Scenario, ScenarioContext, SuiteOptions } from './suite/scenario.js';
export type { FaultPlan, FaultyStore, Place, PolicyStoreSubject } from './suite/subject.js';
export { fillRecords } from './trails/filled-records.js';
export { aTrail, budget, type TestTrail } from './trails/test-trail.js';
