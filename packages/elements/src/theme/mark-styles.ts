import { type CSSResult, css } from 'lit';
import { marks, shape, surface } from './palette.js';

/** `<del>` and `<ins>`, whole values or words in them: told apart by colour, edge and line, never by colour alone. */
export const markStyles: CSSResult = css`
  del, ins {
    padding: 1px 6px;
    border-radius: 4px;
    text-decoration: none;
    box-decoration-break: clone;
  }
  del {
    background: ${marks.removed.background};
    color: ${marks.removed.text};
    text-decoration: line-through;
    text-decoration-thickness: 1px;
  }
  ins {
    background: ${marks.added.background};
    color: ${marks.added.text};
  }
  del.block, ins.block {
    display: block;
    padding: ${shape.space};
    text-decoration: none;
  }
  .absent {
    color: ${surface.muted};
    font-style: italic;
  }
  del .absent, ins .absent {
    color: inherit;
  }
  @media (forced-colors: active) {
    ins { border: 1px solid CanvasText; }
    del { border: 1px dashed CanvasText; text-decoration: line-through; }
  }
  @media print {
    del { border: 1px dashed; text-decoration: line-through; }
    ins { border: 1px solid; }
  }
`;
