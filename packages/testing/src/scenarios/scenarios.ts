import type { Scenario } from '../suite/scenario.js';
import { concurrencyScenarios } from './faults/concurrency.js';
import { lifecycleScenarios } from './faults/lifecycle.js';
import { recoveryScenarios } from './faults/recovery.js';
import { sizeScenarios } from './fidelity/size.js';
import { textScenarios } from './fidelity/text.js';
import { modelScenarios } from './model/model.js';
import { filterScenarios } from './reading/filters.js';
import { inForceScenarios } from './reading/in-force.js';
import { orderScenarios } from './reading/order.js';
import { readingScenarios } from './reading/reading.js';
import { erasureScenarios } from './records/erasing.js';
import { recordFidelityScenarios } from './records/fidelity.js';
import { evaluationListScenarios } from './records/listing.js';
import { recordingScenarios } from './records/recording.js';
import { reviewScenarios } from './records/reviewing.js';
import { appendScenarios } from './writing/append.js';
import { batchScenarios } from './writing/batches.js';
import { idempotencyScenarios } from './writing/idempotency.js';
import { refusalScenarios } from './writing/refusals.js';

/** Everything a store promises. */
export const scenarios: readonly Scenario[] = [
  ...appendScenarios,
  ...refusalScenarios,
  ...batchScenarios,
  ...idempotencyScenarios,
  ...readingScenarios,
  ...inForceScenarios,
  ...filterScenarios,
  ...orderScenarios,
  ...recordingScenarios,
  ...evaluationListScenarios,
  ...reviewScenarios,
  ...erasureScenarios,
  ...recordFidelityScenarios,
  ...textScenarios,
  ...sizeScenarios,
  ...concurrencyScenarios,
  ...lifecycleScenarios,
  ...recoveryScenarios,
  ...modelScenarios,
];
