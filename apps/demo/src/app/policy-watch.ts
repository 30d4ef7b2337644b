import type { PolicyTrail } from '@policytrail/core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** An element that shows a policy of a trail. */
export interface WatchingHost extends ReactiveControllerHost {
  readonly trail: PolicyTrail;
  readonly kind: { readonly policyId: string };
}

/** Counts the versions that were saved while the element is on the page, whoever saved them. */
export class PolicyWatch implements ReactiveController {
  moved = 0;
  readonly #host: WatchingHost;
  #trail: PolicyTrail | undefined;
  #policyId: string | undefined;
  #end: (() => void) | undefined;

  constructor(host: WatchingHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const { trail, kind } = this.#host;
    if (trail === this.#trail && kind.policyId === this.#policyId) return;
    this.hostDisconnected();
    this.#trail = trail;
    this.#policyId = kind.policyId;
    this.#end = trail.watch(kind.policyId, () => {
      this.moved += 1;
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#end?.();
    this.#end = undefined;
    this.#trail = undefined;
  }
}
