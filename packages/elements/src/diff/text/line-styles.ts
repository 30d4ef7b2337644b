import { type CSSResult, css } from 'lit';
import { marks, shape, surface, type } from '../../theme/palette.js';

/** Lines of JSON. */
export const lineStyles: CSSResult = css`
  .lines {
    padding-block: ${shape.space};
    border: 1px solid ${surface.hairline};
    border-radius: ${shape.radius};
    font: 400 ${type.small} / 1.6 ${type.mono};
    text-align: left;
    white-space: pre-wrap;
  }
  .lines li {
    display: flex;
    padding-inline: 12px;
  }
  .lines .sign { flex: none; inline-size: 2ch; user-select: none; }
  .lines .added { background: ${marks.added.background}; color: ${marks.added.text}; }
  .lines .removed { background: ${marks.removed.background}; color: ${marks.removed.text}; }
  .lines :is(ins, del) { padding: 0; background: none; text-decoration: none; }
  .lines .skipped {
    margin-block: 4px;
    padding-block: 2px;
    background: ${surface.raised};
    color: ${surface.muted};
    font-family: ${type.font};
  }
  @media (forced-colors: active) {
    .lines .added { border-inline-start: 4px solid CanvasText; }
    .lines .removed { border-inline-start: 4px dashed CanvasText; text-decoration: line-through; }
    .lines :is(ins, del) { border: 0; }
  }
`;
