/** In how many Firefoxes the browser tests run beside Chromium: `npm run prove` asks for one. */
export const firefoxes = Number(process.env['PROVE_FIREFOX'] ?? 0);
