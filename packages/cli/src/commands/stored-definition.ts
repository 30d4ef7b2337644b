/** What `--help` says where an input or a policy is checked by what is stored, as the application's code is not here. */
export const storedDefinitionHelp = `
Checked by the stored definition, a JSON Schema: types, members, values, bounds, lengths, decimals, defaults. What only the application's
own code does is not in it or not checked here: refinements, transforms (trim, toUpperCase), formats and patterns (email, uuid). Where
its schema does more, ask the application: it may refuse or judge otherwise what is taken here.`;
