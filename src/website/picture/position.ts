import type { Box } from './image.ts';

/** In pixels of any one unit. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The image as large as it is, but no larger than the frame. */
export const WHOLE = 'whole';
/** The middle of the image, so that it fills the frame. */
export const FILLED = 'filled';

export type Part = Box | typeof WHOLE | typeof FILLED;

/** How many times as large as a face its surroundings are shown: so much that a person can be recognized. */
const ROOM = 1.8;

/**
 * Where the image goes so that the frame shows a part of it: its position in parts of the frame's width and height,
 * which stays right when the frame grows or shrinks.
 */
export function positionOf(image: Size, frame: Size, part: Part): Box {
  const scale = scaleFor(image, frame, part);
  const width = (image.width * scale) / frame.width;
  const height = (image.height * scale) / frame.height;
  const { left, top } = centreOf(part);
  return { left: offset(width, left), top: offset(height, top), width, height };
}

/** Where a part of an image in that position is. */
export function within(position: Box, box: Box): Box {
  return {
    left: position.left + box.left * position.width,
    top: position.top + box.top * position.height,
    width: box.width * position.width,
    height: box.height * position.height,
  };
}

function scaleFor(image: Size, frame: Size, part: Part): number {
  const [across, down] = [frame.width / image.width, frame.height / image.height];
  if (part === WHOLE) return Math.min(across, down, 1);
  const filling = Math.max(across, down);
  if (part === FILLED) return filling;
  const face = Math.min(across / part.width, down / part.height);
  // No bars beside the image, as long as the face itself still fits.
  return Math.min(Math.max(face / ROOM, filling), face);
}

function centreOf(part: Part): { readonly left: number; readonly top: number } {
  if (typeof part === 'string') return { left: 0.5, top: 0.5 };
  return { left: part.left + part.width / 2, top: part.top + part.height / 2 };
}

/** Where an image of that length begins, so that its centre is the frame's, without baring more than it must. */
function offset(length: number, centre: number): number {
  const slack = 1 - length;
  return slack >= 0 ? slack / 2 : Math.min(0, Math.max(slack, 0.5 - centre * length));
}
