import { isPolicytrailError } from '../../values/error.js';

/** The answer; undefined where a tampered row holds what canonical JSON, JSON.parse or a reader of ours refuses. */
export function attempt<Answer>(answer: () => Answer): Answer | undefined {
  try {
    return answer();
  } catch (error) {
    if (isPolicytrailError(error) || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
