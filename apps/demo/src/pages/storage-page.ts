import { Task } from '@lit/task';
import type { DoctorReport } from '@policytrail/core';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AppActions } from '../app/demo-app.js';
import { failureText } from '../app/failure-text.js';
import { formatBytes, formatCount } from '../app/format.js';
import { pageStyles } from '../app/page-styles.js';
import { hrefOf } from '../app/route.js';
import type { Place } from '../place/choices.js';
import type { FoundServer } from '../place/server-info.js';
import type { Session } from '../place/session.js';
import { kindOf } from '../policies/kind.js';
import { downloadArchive, pickArchive } from '../storage/archive-file.js';
import { loadPolicyId, loadVersions } from '../storage/load-versions.js';
import { placeChoice, placeWords } from '../storage/place-view.js';
import { safetyLines } from '../storage/safety-words.js';
import '../storage/storage-action.js';
import type { Work } from '../storage/storage-action.js';
import { countStored, type StoredPolicy } from '../storage/stored-counts.js';

const versionsToLoad = 10_000;

/** What is kept in this browser, whether it is whole, and what can be done with it. */
export class DemoStoragePage extends LitElement {
  static override styles = [
    pageStyles,
    css`
      h1 {
        margin-block-end: 20px;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr));
        gap: 20px;
      }
      table {
        inline-size: 100%;
        margin-block-start: 12px;
        border-collapse: collapse;
      }
      th, td {
        padding: 8px 0;
        border-block-start: 1px solid var(--line);
        text-align: start;
      }
      th + th, td + td {
        padding-inline-start: 12px;
        text-align: end;
      }
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px 20px;
        margin-block-start: 12px;
      }
      .places {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr));
        gap: 12px 20px;
        margin: 0;
      }
      legend {
        float: inline-start;
        grid-column: 1 / -1;
        padding: 0;
        font-size: 1.125rem;
        font-weight: 600;
      }
      .places > p {
        grid-column: 1 / -1;
      }
      .place {
        grid-template-columns: auto 1fr;
        align-items: start;
        gap: 10px;
        font-weight: 400;
        cursor: pointer;
      }
      .place input {
        inline-size: 18px;
        min-block-size: 18px;
        margin: 2px 0 0;
        accent-color: var(--accent);
      }
      .place > span {
        display: grid;
        gap: 2px;
      }
      .keep {
        margin-block-start: 16px;
      }
    `,
  ];

  @property({ attribute: false }) session!: Session;
  /** Who served the page, as far as is known. */
  @property({ attribute: false }) server: FoundServer | undefined;
  @property({ attribute: false }) actions: AppActions | undefined;
  @state() private changes = 0;
  /** The browser was asked to keep what is stored, and did not promise it. */
  @state() private isRefused = false;

  readonly #stored = new Task(this, {
    args: () => [this.session, this.changes] as const,
    task: async ([{ trail, place }]) => {
      const [policies, report, estimate] = await Promise.all([
        countStored(trail),
        trail.doctor(),
        place === 'device' ? navigator.storage?.estimate() : undefined,
      ]);
      return { policies, report, usage: estimate?.usage, quota: estimate?.quota };
    },
  });

  override render(): TemplateResult {
    return html`
      <h1>Storage</h1>
      <div class="stack" @demo-storage-change=${this.#changed}>
        ${this.#place()} ${this.#contents()}
        <div class="grid">
          ${this.#verifying()}${this.#moving()}
          <demo-storage-action
            heading="Try a long history"
            text=${`Adds versions to a policy made for this, “${loadPolicyId}”, until it has ${formatCount(versionsToLoad)}. It may take a minute, and can be stopped.`}
            button=${`Load ${formatCount(versionsToLoad)} versions`}
            .work=${this.#load}
          ></demo-storage-action>
          ${this.session.place === 'device' ? this.#beginningAnew() : nothing}
        </div>
      </div>
    `;
  }

  #place(): TemplateResult | typeof nothing {
    const { server, session } = this;
    if (server === undefined || typeof server === 'string') return nothing;
    const choose = (place: Place): unknown => this.actions?.usePlace(place);
    return placeChoice({ place: session.place, store: server.store, choose });
  }

  #beginningAnew(): TemplateResult {
    return html`
      <demo-storage-action
        heading="Begin anew"
        text="Deletes everything that is kept here, in all tabs, and begins again with the two sample policies. What you saved is gone for good."
        button="Delete everything…"
        danger
        .work=${this.#reset}
      ></demo-storage-action>
    `;
  }

  #contents(): TemplateResult {
    const stored = this.#stored.value;
    if (stored === undefined) {
      return this.#stored.render({
        error: (error) => html`<p class="notice bad" role="alert">${failureText(error)}</p>`,
        pending: () => html`<p class="card muted" role="status">Counting…</p>`,
      }) as TemplateResult;
    }
    const { policies, report, usage, quota } = stored;
    return html`
      <div class="grid">
        <section class="card">
          <h2>What is stored</h2>
          <table>
            <thead><tr><th scope="col">Policy</th><th scope="col">Versions</th><th scope="col">Decisions</th></tr></thead>
            <tbody>${policies.map(policyRow)}</tbody>
          </table>
        </section>
        <section class="card">
          <h2>How it is kept</h2>
          <dl>
            <dt class="muted">Place</dt><dd>${this.#placeText()}</dd>
            ${usage === undefined ? nothing : html`<dt class="muted">Room used</dt><dd>${formatBytes(usage)}${quota === undefined ? '' : ` of ${formatBytes(quota)}`}</dd>`}
            ${safetyLines(report).map(({ label, text, isFine }) => html`<dt class="muted">${label}</dt><dd class=${isFine ? '' : 'wait'}>${text}</dd>`)}
          </dl>
          ${this.session.place === 'server' || isKept(report) ? nothing : this.#persistence()}
        </section>
      </div>
    `;
  }

  #placeText(): string {
    const { session } = this;
    const { name, text } = session.place === 'device' ? placeWords('device') : placeWords('server', session.store);
    return `${name}. ${text}.`;
  }

  #persistence(): TemplateResult {
    return html`
      <p class="keep">
        <button @click=${this.#persist}>Ask the browser to keep it</button>
      </p>
      <p class="muted small" role="status">${this.isRefused ? 'The browser did not promise it. It may once the page is used more, installed or bookmarked.' : nothing}</p>
    `;
  }

  #verifying(): TemplateResult {
    return html`
      <demo-storage-action
        heading="Check that nothing was changed"
        text="Looks at every version, decision and review, and finds any that was altered, removed or slipped in after it was recorded."
        button="Check everything"
        .work=${this.#verify}
      ></demo-storage-action>
    `;
  }

  #moving(): TemplateResult {
    return html`
      <demo-storage-action
        heading="Keep a copy"
        text="Saves one file with every version, decision and review. It can be read into Policytrail anywhere, which finds out if it was changed on the way."
        button="Download a copy"
        .work=${async () => `Saved as ${await downloadArchive(this.session.trail)}.`}
      ></demo-storage-action>
      <demo-storage-action
        heading="Bring in a copy"
        text="Checks the file first; if anything in it was changed, nothing is read. Then adds what is not here yet. What is here stays as it is."
        button="Choose a file…"
        .work=${this.#import}
      ></demo-storage-action>
    `;
  }

  readonly #verify = async ({ progress }: Work): Promise<string> => {
    const started = performance.now();
    const { valid, policies, versions, problems } = await this.session.trail.verifyAll({
      onProgress: ({ done, total = 0 }) => progress(done, total),
    });
    if (!valid) throw new Error(problems.map(({ message }) => message).join('\n'));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return `Nothing was changed: ${formatCount(versions)} versions of ${policies} policies checked in ${seconds} s.`;
  };

  readonly #load = async ({ progress, signal }: Work): Promise<string> => {
    const started = performance.now();
    await loadVersions(this.session.trail, versionsToLoad, {
      progress: (done) => progress(done, versionsToLoad),
      signal,
    });
    const { total } = await this.session.trail.history(loadPolicyId, { limit: 1 });
    return `${formatCount(total)} versions are there, after ${((performance.now() - started) / 1000).toFixed(1)} s.`;
  };

  readonly #reset = async (): Promise<string> => {
    if (!confirm('Delete everything that Policytrail keeps in this browser?')) return 'Nothing was deleted.';
    await this.actions?.reset();
    return 'Everything begins anew.';
  };

  readonly #import = async (): Promise<string> => {
    const file = await pickArchive();
    if (file === undefined) return 'Nothing was read.';
    const { versions, evaluations } = await this.session.trail.importArchive(file.stream());
    return `Checked and read: ${formatCount(versions.appended)} versions and ${formatCount(evaluations.appended)} decisions are new here.`;
  };

  async #persist(): Promise<void> {
    this.isRefused = (await navigator.storage?.persist?.()) !== true;
    this.#changed();
  }

  readonly #changed = (): void => {
    this.changes += 1;
    this.dispatchEvent(new CustomEvent('demo-policies-change'));
  };
}

function policyRow({ policyId, versions, evaluations }: StoredPolicy): TemplateResult {
  const isOurs = policyId.startsWith('~');
  const name = isOurs
    ? html`<span class="muted">Definition of “${policyId.replace('~schema/', '')}”</span>`
    : html`<a href=${hrefOf({ page: 'history', policyId })}>${kindOf(policyId).title}</a>`;
  return html`
    <tr>
      <td>${name}</td>
      <td class="numeric">${formatCount(versions)}</td>
      <td class="numeric">${isOurs ? '' : formatCount(evaluations)}</td>
    </tr>
  `;
}

function isKept({ checks }: DoctorReport): boolean {
  return checks.some(({ id, status }) => id === 'persistence' && status === 'ok');
}

customElements.define('demo-storage-page', DemoStoragePage);
