import { type CSSResult, css } from 'lit';
import { marks, type } from '../theme/palette.js';

/** Badges with the kind of a change beside their class, which brings its glyph, unread. */
export const kindStyles: CSSResult = css`
  .badge.added { border-color: transparent; background: ${marks.added.background}; color: ${marks.added.text}; }
  .badge.removed { border-color: transparent; background: ${marks.removed.background}; color: ${marks.removed.text}; }
  .badge.changed { border-color: transparent; background: ${marks.changed.background}; color: ${marks.changed.text}; }
  .badge.moved { border-color: transparent; background: ${marks.moved.background}; color: ${marks.moved.text}; }
  .badge::before {
    font-family: ${type.mono};
    font-weight: 700;
  }
  .badge.added::before { content: '+'; content: '+' / ''; }
  .badge.removed::before { content: '−'; content: '−' / ''; }
  .badge.changed::before { content: '~'; content: '~' / ''; }
  .badge.moved::before { content: '↕'; content: '↕' / ''; }
  .badge.unchanged::before { content: '='; content: '=' / ''; }
  @media (forced-colors: active) {
    .badge.added { border: 1px solid CanvasText; }
    .badge.removed { border: 1px dashed CanvasText; }
    .badge.changed { border: 3px double CanvasText; }
    .badge.moved { border: 1px dotted CanvasText; }
  }
`;
