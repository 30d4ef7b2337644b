const elements = ['history', 'diff', 'settings', 'decision'];

/** Every element while its body is being loaded, and where it can't be. */
export function bodySamples() {
  return Object.fromEntries(
    elements.flatMap((element) => [
      [`${element}-loading`, { tag: tagOf(element, 'loading', () => new Promise(() => {})), isNeverComplete: true }],
      [`${element}-failed`, { tag: tagOf(element, 'failed', () => Promise.reject(new Error('offline'))) }],
    ]),
  );
}

/** An element whose body is loaded otherwise, under a name of its own. */
function tagOf(element, state, loadBody) {
  const tag = `policy-${element}-${state}`;
  const Body = customElements.get(`policy-${element}`);
  customElements.define(
    tag,
    class extends Body {
      loadBody = loadBody;
    },
  );
  return tag;
}
