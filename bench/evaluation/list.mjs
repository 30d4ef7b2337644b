/** By name of the file that makes them. */
const files = {
  'hand-written': ['plainNumbers', 'decimalJs'],
  ours: ['oursWithTemplates', 'oursWithTexts', 'oursChecking'],
  'json-rules': ['jsonLogic', 'jsonRules'],
  'expression-eval': ['expressionEval'],
  cel: ['celJs', 'bufbuildCel'],
  zen: ['zenEngine'],
  cedar: ['cedarWasm'],
};

export const contenderIds = Object.values(files).flat();

/** Rejects where the package cannot be loaded on this machine. */
export async function loadContender(id) {
  const [file] = Object.entries(files).find(([, ids]) => ids.includes(id));
  const { [id]: contender } = await import(`./contenders/${file}.mjs`);
  return contender;
}
