import { type CSSResult, css } from 'lit';
import { marks, surface, type } from './palette.js';

/** `<span class="badge">`, with the kind of change – which brings its glyph, unread – or `strong` beside it. */
export const badgeStyles: CSSResult = css`
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 5px;
    padding: 1px 8px;
    border: 1px solid ${surface.hairline};
    border-radius: 999px;
    color: ${surface.muted};
    font-size: ${type.small};
    font-weight: 500;
    line-height: 1.45;
    white-space: nowrap;
  }
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
  .badge.strong {
    border-color: ${surface.border};
    color: ${surface.text};
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .badge.added { border: 1px solid CanvasText; }
    .badge.removed { border: 1px dashed CanvasText; }
    .badge.changed { border: 3px double CanvasText; }
    .badge.moved { border: 1px dotted CanvasText; }
  }
`;
