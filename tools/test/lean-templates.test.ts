import { describe, expect, it } from 'vitest';
import { leanSource } from '../lean-templates.js';

/** The module without its source map. */
async function lean(source: string): Promise<string> {
  const [code = ''] = (await leanSource(source, '/package/src/view.ts')).split('\n//# sourceMappingURL=');
  return code;
}

describe('lean templates', () => {
  it('write a stretch of white space as one space, and leave none out', async () => {
    const source =
      'html`<p\n    class=${name}\n  >\n    <b>a</b>\n    ${list.map((one) => html` <i>${one}</i> `)}\u00a0 b\n</p>`';
    const expected = 'html`<p class=${name} > <b>a</b> ${list.map((one) => html` <i>${one}</i> `)}\u00a0 b </p>`';
    expect(await lean(source)).toBe(expected);
  });

  it('minify style sheets around their expressions', async () => {
    const source = 'css`\n  .a {\n    color: ${text};\n    font: 500 ${size} / 1.25 ${family};\n  }\n`';
    expect(await lean(source)).toBe('css`.a{color:${text};font:500 ${size} / 1.25 ${family}}`');
  });

  it('keep glyphs, states and forced colours', async () => {
    const source = "css`:host(:state(narrow)) .b::before { content: '−'; content: '−' / ''; }`";
    expect(await lean(source)).toBe('css`:host(:state(narrow)) .b:before{content:"−";content:"−" / ""}`');
  });

  it('resolve escapes, and keep what a template would read otherwise', async () => {
    const source = "css`.a::before { content: '\\\\26A0 \\\\5C '; }`";
    expect(await lean(source)).toBe('css`.a:before{content:"⚠\\\\\\\\"}`');
  });

  it('leave all other text alone', async () => {
    const source = 'const text = `a   b`;\nconst other = tag`\n  ${1}`;\n// html`  `\n';
    expect(await leanSource(source, '/package/src/text.ts')).toBe(source);
  });

  it('refuse a style sheet with an error, and one with an expression that is no value', async () => {
    await expect(leanSource('css`.a { color: red; } }`', '/package/src/a.ts')).rejects.toThrow('cannot be minified');
    await expect(leanSource('css`.a { } ${b}`', '/package/src/a.ts')).rejects.toThrow('cannot be minified');
  });

  it('map lines back to where they came from', async () => {
    const source = 'const one = html`<p>\n\n</p>`;\nthrow one;\n';
    const [, encoded = ''] = (await leanSource(source, '/package/src/a.ts')).split('base64,');
    const map = JSON.parse(Buffer.from(encoded, 'base64').toString());
    expect(map.sourcesContent).toEqual([source]);
    expect(map.mappings.split(';')).toHaveLength(3);
  });
});

describe('lean properties', () => {
  const imported = "import { property, state } from 'lit/decorators.js';\n";

  it('say in one place what decorators say of each field', async () => {
    const source = `${imported}class A extends LitElement {\n  @property({ type: Number }) size = 1;\n  @property() name: string;\n  @state() private open = false;\n}`;
    expect(await lean(source)).toBe(
      '\nclass A extends LitElement { static properties = { size: { type: Number }, name: {}, open: { state: true } };\n   size = 1;\n   name: string;\n   private open = false;\n}',
    );
  });

  it.each(['@customElement() a = 1;', '@state({ hasChanged }) a = 1;', '@property() get a() {}'])(
    'refuse what they would not say: %s',
    async (member) => {
      await expect(lean(`${imported}class A extends LitElement { ${member} }`)).rejects.toThrow('does not know');
    },
  );
});
