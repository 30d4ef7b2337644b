export const contentSecurityPolicy: string;
/** Resolves with the address of a server on a free port, and what ends it. */
export function serveGallery(): Promise<{ readonly url: string; readonly close: () => Promise<void> }>;
