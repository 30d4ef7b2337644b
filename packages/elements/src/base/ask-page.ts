import type { PolicyActionEvent } from '../events/policy-event.js';
import { warn } from './warn.js';

/**
 * What became of an action. `declined`: a listener cancelled the event and sees to it; `unhandled`: nobody could do it,
 * for which the reader is told "This page cannot do that".
 */
export type ActionOutcome<Answer> =
  | { readonly status: 'done'; readonly answer: Answer | undefined }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'declined' }
  | { readonly status: 'unhandled' };

/**
 * Offers an action to the page, then does it by itself: a promise given to `waitUntil` comes first, then
 * `preventDefault()`, then `own`, where the element has a source that can.
 */
export async function askPage<Detail extends object, Answer>(
  element: Element,
  event: PolicyActionEvent<Detail>,
  own?: () => Promise<Answer>,
): Promise<ActionOutcome<Answer>> {
  const proceeds = element.dispatchEvent(event);
  const { promise } = event;
  const work = promise === undefined ? own : () => promise as Promise<Answer | undefined>;
  if (promise === undefined && !proceeds) return { status: 'declined' };
  if (work === undefined) {
    warn(`nothing handles \`${event.type}\` of <${element.localName}>: give it a source, or call detail.waitUntil`);
    return { status: 'unhandled' };
  }
  try {
    return { status: 'done', answer: await work() };
  } catch (error) {
    return { status: 'failed', error };
  }
}
