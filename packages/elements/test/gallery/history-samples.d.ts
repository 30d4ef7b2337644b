export const historySamples: Readonly<Record<string, object>>;
