import { join } from 'node:path';
import { defineConfig } from 'vite';
import { partials } from './partials.ts';

const page = (name: string) => join(import.meta.dirname, name);

export default defineConfig({
  root: import.meta.dirname,
  // Relative URLs, so that the site works under any path.
  base: './',
  plugins: [partials(import.meta.dirname)],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    rolldownOptions: {
      input: ['index.html', 'approval.html', 'people.html', 'reports.html', 'review.html'].map(page),
      // Without a hash, because the API's own pages refer to it by name (DecisionPage in the functions).
      output: {
        assetFileNames: ({ names }) => (names.includes('style.css') ? 'style.css' : 'assets/[name]-[hash][extname]'),
        codeSplitting: { groups: [{ name: 'style', test: /base\/style\.css$/ }] },
      },
    },
    // The build's target excludes the browsers that need the polyfill.
    modulePreload: { polyfill: false },
    // No inlining: files with hashed names can be cached for ever.
    assetsInlineLimit: 0,
  },
});
