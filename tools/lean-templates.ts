import { readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import MagicString from 'magic-string';
import ts from 'typescript';
import { leanProperties } from './lean-properties.js';
import type { Setup } from './parts/esbuild.js';

/**
 * Minifies the style sheets in Lit's `css` templates, writes each stretch of white space in `html` and `svg` as one space, and does without
 * decorators.
 */
export function leanTemplates(): { readonly name: string; setup(build: Setup): void } {
  return {
    name: 'lean-templates',
    setup(build) {
      build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => ({
        contents: await leanSource(readFileSync(path, 'utf8'), path),
        loader: 'ts',
      }));
    },
  };
}

/**
 * A module with its templates minified and its decorators gone; where it has any, with an inline source map. Throws where a style sheet has
 * an error.
 */
export async function leanSource(source: string, path: string): Promise<string> {
  const lean = new MagicString(source);
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  leanProperties(file, lean);
  for (const { tag, pieces } of templatesOf(file)) {
    const texts = pieces.map(({ start, end }) => source.slice(start, end));
    const leanTexts =
      tag === 'css' ? await leanStyles(pieces, path) : texts.map((text) => text.replace(/[ \t\r\n]+/g, ' '));
    for (const [index, { start, end }] of pieces.entries()) {
      const text = leanTexts[index] ?? '';
      if (text !== texts[index]) lean.update(start, end, text);
    }
  }
  if (!lean.hasChanged()) return source;
  return `${lean}\n//# sourceMappingURL=${lean.generateMap({ source: path, hires: true, includeContent: true }).toUrl()}`;
}

/** What stands between two expressions of a template. */
interface Piece {
  readonly start: number;
  readonly end: number;
  /** With its escapes resolved. */
  readonly text: string;
}

interface Template {
  readonly tag: string;
  readonly pieces: readonly Piece[];
}

function templatesOf(file: ts.SourceFile): readonly Template[] {
  const templates: Template[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && ['html', 'svg', 'css'].includes(node.tag.getText(file))) {
      const { template } = node;
      const literals = ts.isNoSubstitutionTemplateLiteral(template)
        ? [template]
        : [template.head, ...template.templateSpans.map(({ literal }) => literal)];
      templates.push({ tag: node.tag.getText(file), pieces: literals.map((literal) => pieceOf(literal, file)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return templates;
}

// Without what it begins and ends with: a back-tick or a brace, `${` or a back-tick.
function pieceOf(literal: ts.TemplateLiteralLikeNode, file: ts.SourceFile): Piece {
  const isFollowed = literal.kind === ts.SyntaxKind.TemplateHead || literal.kind === ts.SyntaxKind.TemplateMiddle;
  return { start: literal.getStart(file) + 1, end: literal.end - (isFollowed ? 2 : 1), text: literal.text };
}

// A name stands in for each expression, which must be part of a value.
async function leanStyles(pieces: readonly Piece[], path: string): Promise<readonly string[]> {
  const text = pieces.map((piece, index) => (index === 0 ? piece.text : `expression-${index}-${piece.text}`)).join('');
  const { code, warnings } = await transform(text, {
    loader: 'css',
    minify: true,
    charset: 'utf8',
    logLevel: 'silent',
  });
  const found = [...code.matchAll(/expression-(\d+)-/g)].map(([, index]) => Number(index));
  const isInOrder = found.length === pieces.length - 1 && found.every((index, place) => index === place + 1);
  if (warnings.length > 0 || !isInOrder) {
    throw new Error(
      `${path} has a style sheet that cannot be minified: ${warnings[0]?.text ?? 'its expressions moved'}`,
    );
  }
  const escaped = code.trim().replace(/[\\`]|\$(?=\{)/g, '\\$&');
  return escaped.split(/expression-\d+-/);
}
