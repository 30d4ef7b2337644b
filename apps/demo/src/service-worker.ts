interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

/** Lets the page work offline after its first load; only what was built has a worker. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const url = new URL('sw.js', document.baseURI).href;
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('policytrail-demo', { createScriptURL: (worker) => worker });
  navigator.serviceWorker.register(policy?.createScriptURL(url) ?? url).catch((error) => {
    // The page works without it, only not offline.
    reportError(error);
  });
}
