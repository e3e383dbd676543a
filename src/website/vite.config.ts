import { join } from 'node:path';
import { defineConfig } from 'vite';
import { partials } from './partials.ts';

const page = (name: string) => join(import.meta.dirname, name);

export default defineConfig({
  root: import.meta.dirname,
  // Relative URLs: the site does not care under which path it is served.
  base: './',
  plugins: [partials(import.meta.dirname)],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    rolldownOptions: {
      input: ['index.html', 'approval.html', 'people.html', 'reports.html', 'review.html'].map(page),
      // The API's own pages, which know no hash, have the same style (DecisionPage in the functions).
      output: {
        assetFileNames: ({ names }) => (names.includes('style.css') ? 'style.css' : 'assets/[name]-[hash][extname]'),
        codeSplitting: { groups: [{ name: 'style', test: /base\/style\.css$/ }] },
      },
    },
    // The polyfill would be one more script on every page for browsers that this target leaves out anyway.
    modulePreload: { polyfill: false },
    // Every other asset is a file with a hashed name, which can be cached for ever.
    assetsInlineLimit: 0,
  },
});
