const named = (kind: string, extensions: string): [extension: string, type: string][] =>
  extensions.split(' ').map(extension => [extension, `${kind}/${extension}`]);

/** Content types by file extension, as `aws s3 sync` (and with it the CDK's BucketDeployment) sets them. */
const types = new Map([
  ...named('application', 'json pdf wasm'),
  ...named('font', 'otf ttf woff woff2'),
  ...named('image', 'avif gif jpeg png webp'),
  ...named('text', 'css csv html xml'),
  ['htm', 'text/html'],
  ['ico', 'image/vnd.microsoft.icon'],
  ['jpg', 'image/jpeg'],
  ['js', 'text/javascript'],
  ['mjs', 'text/javascript'],
  ['mp4', 'video/mp4'],
  ['svg', 'image/svg+xml'],
  ['txt', 'text/plain'],
  ['webmanifest', 'application/manifest+json'],
]);

/** The content type of an object deployed under this key; S3's default for an unknown extension. */
export const contentTypeOf = (key: string): string =>
  types.get(/\.([^./]+)$/.exec(key)?.[1]?.toLowerCase() ?? '') ?? 'binary/octet-stream';
