import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

export default defineConfig({
  build: { outDir: 'dist/page', target: 'es2023', modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  plugins: [
    VitePWA({
      // Registered by our own code, under the page's Trusted Types.
      injectRegister: false,
      registerType: 'autoUpdate',
      includeAssets: ['icon.svg'],
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg,webmanifest}'],
        navigateFallback: 'index.html',
        navigateFallbackDenylist: [/^\/api\//],
      },
      manifest: {
        name: 'Policytrail',
        short_name: 'Policytrail',
        description: 'Version every policy, record every decision, explain any outcome, then and now.',
        start_url: './',
        display: 'standalone',
        theme_color: '#0969da',
        background_color: '#ffffff',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
    }),
  ],
});
