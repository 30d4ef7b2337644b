/** One block of a stream of server-sent events. */
export interface ServerEvent {
  readonly id?: string;
  readonly data?: string;
}

/** Takes the text of a stream in pieces, and calls back for each block that is whole. */
export function eventReader(onEvent: (event: ServerEvent) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const blocks = (rest + text).replaceAll('\r\n', '\n').split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) onEvent(eventOf(block));
  };
}

function eventOf(block: string): ServerEvent {
  const fields = block.split('\n').map((line) => /^(\w+):? ?(.*)$/.exec(line));
  const valuesOf = (name: string) => fields.filter((field) => field?.[1] === name).map((field) => field?.[2] ?? '');
  const id = valuesOf('id').at(-1);
  const data = valuesOf('data');
  return { ...(id === undefined ? {} : { id }), ...(data.length === 0 ? {} : { data: data.join('\n') }) };
}
