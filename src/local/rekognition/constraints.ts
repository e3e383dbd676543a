import type { TextRule } from '../aws/input.ts';

/** What texts of a request must be, as Rekognition's service model has it. */
export const rules = {
  collectionId: { min: 1, max: 255, pattern: '[a-zA-Z0-9_.\\-]+' },
  externalImageId: { min: 1, max: 255, pattern: '[a-zA-Z0-9_.\\-:]+' },
  faceId: { max: 36, pattern: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}' },
  bucket: { min: 3, max: 255, pattern: '[0-9A-Za-z\\.\\-_]*' },
  objectName: { min: 1, max: 1024 },
  paginationToken: { max: 255 },
} satisfies Record<string, TextRule>;
