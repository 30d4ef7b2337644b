import { type Actor, isSameActor, readActor } from '../policy/actor.js';
import { invalidArgument, PolicytrailError } from '../values/error.js';
import { assertPolicyId } from '../values/id.js';
import type { AccessRequest, Authorize } from './authorize.js';
import { type Operation, operations, type Target } from './operations.js';

/** Who asks, and who is asked. */
export interface Access {
  readonly authorize: Authorize | null;
  /** The actor a trail is bound to. */
  readonly actor: Actor | null;
}

type Answer = Awaited<ReturnType<Authorize>>;

/**
 * Lets an operation pass: at once, or as soon as the promise resolves. Throws or rejects with `forbidden` where it may not.
 * `given` is what the operation was called with.
 */
export function permit(access: Access, operation: Operation, given: readonly unknown[]): Promise<void> | undefined {
  const { authorize } = access;
  if (authorize === null) return undefined;
  const requests = requestsOf(access, operation, given);
  const answers = requests.map((request) => authorize(request));
  if (answers.some((answer) => typeof answer === 'object')) {
    return Promise.all(answers).then((settled) => assertAllowed(requests, settled));
  }
  assertAllowed(requests, answers as readonly Answer[]);
  return undefined;
}

/** As {@link permit}, where nothing can be waited for. Throws `invalid_argument` where `authorize` has to be. */
export function permitNow(access: Access, operation: Operation, given: readonly unknown[]): void {
  const waiting = permit(access, operation, given);
  if (waiting === undefined) return;
  // Nobody waits for it: where it refuses, that must not end the process.
  waiting.catch(() => {});
  throw invalidArgument('authorize answers later: use the trail itself', { argument: 'authorize' });
}

/** The methods, each of which is let pass first. One that has no rule is refused. */
export function guarded<Methods extends object>(
  access: Access,
  methods: Methods & { readonly [Name in Exclude<keyof Methods, Operation>]: never },
): Methods {
  if (access.authorize === null) return methods;
  const entries = Object.entries<(...given: readonly unknown[]) => unknown>({ ...methods }).map(([name, method]) => [
    name,
    async (...passed: readonly unknown[]) => {
      const given = copied(passed);
      const waiting = permit(access, name as Operation, given);
      if (waiting !== undefined) await waiting;
      return method(...given);
    },
  ]);
  return Object.fromEntries(entries);
}

/**
 * What was asked about is what is done, whatever the caller does to its objects meanwhile: copies the options, and a list of drafts. The document
 * in between is none of what is asked about.
 */
function copied([subject, document, options, ...rest]: readonly unknown[]): readonly unknown[] {
  return [Array.isArray(subject) ? subject.map(copyOf) : copyOf(subject), document, copyOf(options), ...rest];
}

function copyOf(value: unknown): unknown {
  const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? { ...value } : value;
}

function requestsOf(access: Access, operation: Operation, given: readonly unknown[]): readonly AccessRequest[] {
  const rule = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (rule === undefined) throw new PolicytrailError('forbidden', `no rule says who may ${operation}`, { operation });
  return rule.targets(...(given as readonly never[])).map(({ policyId, prefix, by, dryRun }: Target) => {
    if (policyId !== null) assertPolicyId(policyId, { internal: true });
    return {
      actor: actorOf(access, operation, by),
      action: dryRun === true ? 'read' : rule.action,
      operation,
      policyId,
      ...(prefix === undefined ? {} : { prefix }),
    };
  });
}

/** Where the trail is bound to an actor, a call can't speak for another. */
function actorOf({ actor: bound }: Access, operation: Operation, by: Target['by']): Actor | null {
  if (by === undefined) return bound;
  const named = readActor(by);
  if (bound === null || isSameActor(bound, named)) return named;
  const message = `\`${bound.id}\` may not ${operation} in the name of \`${named.id}\`: leave \`by\` out`;
  throw new PolicytrailError('forbidden', message, { operation });
}

function assertAllowed(requests: readonly AccessRequest[], answers: readonly Answer[]): void {
  answers.forEach((answer, index) => {
    const request = requests[index];
    if (answer !== true && request !== undefined) throw forbidden(request, answer);
  });
}

function forbidden({ actor, operation, policyId }: AccessRequest, answer: Answer): PolicytrailError<'forbidden'> {
  const reason = typeof answer === 'string' && answer !== '' ? answer : undefined;
  const who = actor === null ? 'nobody in particular' : `\`${actor.id}\``;
  const what = policyId === null ? operation : `${operation} \`${policyId}\``;
  return new PolicytrailError('forbidden', `${who} may not ${what}${reason === undefined ? '' : `: ${reason}`}`, {
    operation,
    ...(policyId === null ? {} : { policyId }),
    ...(reason === undefined ? {} : { reason }),
  });
}
