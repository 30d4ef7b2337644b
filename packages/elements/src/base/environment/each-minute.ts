import type { ReactiveController, ReactiveControllerHost } from 'lit';

const minute = 60_000;
const hosts = new Set<ReactiveControllerHost>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Updates its host once a minute, for relative times: one timer for all elements of the page. */
export class EachMinute implements ReactiveController {
  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    hosts.add(this.#host);
    timer ??= setInterval(updateAll, minute);
  }

  hostDisconnected(): void {
    hosts.delete(this.#host);
    if (hosts.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }
}

function updateAll(): void {
  for (const host of hosts) host.requestUpdate();
}
