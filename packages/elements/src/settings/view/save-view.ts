import { html, nothing, type TemplateResult } from 'lit';
import type { Messages } from '../../messages/message-table.js';
import { alertView } from '../../view/value.js';
import type { EditSession } from '../session/edit-session.js';

export interface SaveView {
  readonly messages: Messages;
  readonly session: EditSession;
  readonly notes: string;
  readonly mostNotes: number;
  readonly isOffline: boolean;
  write(notes: string): void;
}

/** Change notes, the buttons, and what came of them. */
export function saveView(view: SaveView): TemplateResult {
  const { settings } = view.messages;
  const { editing, isSaving, answer, failure } = view.session;
  const isHeld = isSaving || editing.newer !== undefined;
  return html`${notesView(view)}
    <div class="row" part="actions">
      <button class="button primary" type="submit" part="save-button" aria-disabled=${isHeld ? 'true' : nothing}>
        ${saveLabel(view)}
      </button>
      ${
        editing.entries.size > 0
          ? html`<button class="button" type="button" part="discard-button" @click=${() => view.session.discard()}>${settings.discard}</button>`
          : nothing
      }
      ${answer === undefined ? nothing : html`<span class="answer muted" part="answer">${answer}</span>`}
      ${
        editing.discarded.size > 0
          ? html`<button class="button quiet" type="button" @click=${() => view.session.undo()}>${settings.undo}</button>`
          : nothing
      }
    </div>
    ${alertView(failure)}`;
}

function saveLabel({ messages: { settings }, session, isOffline }: SaveView): string {
  if (session.isSaving) return settings.saving;
  return isOffline ? settings.saveOffline : settings.save(session.editing.nextVersion);
}

function notesView({ notes, mostNotes, session, messages: { settings }, write }: SaveView): TemplateResult {
  const problem = session.notesProblem;
  const isTooLong = problem !== undefined;
  const typed = (event: { readonly currentTarget: EventTarget | null }): void =>
    write((event.currentTarget as HTMLTextAreaElement).value);
  return html`<div class="field full notes">
    <span class="row between"
      ><label class="field-label" for="notes">${settings.notes} <span class="muted optional">${settings.optional}</span></label
      ><span class="muted numeric ${isTooLong ? 'over' : ''}" id="notes-used" part="notes-count"
        ><span aria-hidden="true">${settings.notesUsed(notes.length, mostNotes)}</span
        ><span class="visually-hidden">${settings.notesLeft(Math.max(0, mostNotes - notes.length))}</span></span
      ></span
    >
    <textarea
      id="notes"
      class="input"
      part="notes"
      rows="2"
      dir="auto"
      .value=${notes}
      aria-invalid=${isTooLong ? 'true' : nothing}
      aria-describedby=${isTooLong ? 'notes-used notes-error' : 'notes-used'}
      @input=${typed}
    ></textarea>
    ${isTooLong ? html`<p class="problem" id="notes-error">${problem}</p>` : nothing}
  </div>`;
}
