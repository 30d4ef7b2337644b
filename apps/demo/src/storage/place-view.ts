import { html, type TemplateResult } from 'lit';
import type { Place } from '../place/choices.js';
import type { ServerInfo } from '../place/server-info.js';

/** A place where the trail can be kept, in words. */
export interface PlaceWords {
  readonly name: string;
  readonly text: string;
}

const databases: Readonly<Record<ServerInfo['store'], string>> = {
  sqlite: 'in a SQLite file',
  postgres: 'in a Postgres database',
};

export function placeWords(place: Place, store: ServerInfo['store'] = 'sqlite'): PlaceWords {
  if (place === 'device') {
    return {
      name: 'On this device',
      text: 'In this browser; nothing is sent anywhere, and it works without a network',
    };
  }
  return { name: 'On the server', text: `On the server, ${databases[store]}; everybody who uses it sees the same` };
}

export interface PlaceChoice {
  readonly place: Place;
  readonly store: ServerInfo['store'];
  readonly choose: (place: Place) => unknown;
}

/** The switch between both places, where both are there. */
export function placeChoice({ place, store, choose }: PlaceChoice): TemplateResult {
  const places: readonly Place[] = ['server', 'device'];
  return html`
    <fieldset class="card places">
      <legend>Where the trail lives</legend>
      ${places.map((one) => {
        const { name, text } = placeWords(one, store);
        return html`
          <label class="place">
            <input type="radio" name="place" .checked=${one === place} @change=${() => choose(one)} />
            <span><strong>${name}</strong><span class="muted small">${text}</span></span>
          </label>
        `;
      })}
      <p class="muted small">Both stay as they are: this only changes which of them is shown. A copy, below, carries one over into the other.</p>
    </fieldset>
  `;
}
