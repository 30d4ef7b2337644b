/** What a host of an evaluator writes around it: the ids of the rules whose test is true. */
export function idsOfTrue(tests, input) {
  const violated = [];
  for (const { id, test } of tests) if (test(input) === true) violated.push({ id });
  return violated;
}
