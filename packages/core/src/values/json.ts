/** What JSON can say (RFC 8259), nothing else: no `undefined`, Date, Map, NaN, lone surrogate or U+0000. */
export type JsonValue = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export type JsonObject = { readonly [key: string]: JsonValue };
