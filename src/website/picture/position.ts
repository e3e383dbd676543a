import type { Box } from './image.ts';

/** Both in the same unit. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The whole image in its own size, but no larger than the frame. */
export const WHOLE = 'whole';
/** The middle of the image, large enough to fill the frame. */
export const FILLED = 'filled';

export type Part = Box | typeof WHOLE | typeof FILLED;

/** The shown area as a multiple of the face, so that the person can be recognized. */
const ROOM = 1.8;

/**
 * The image's position at which the frame shows a part of it. It is in fractions of the frame's width and height, so
 * that it stays right when the frame's size changes.
 */
export function positionOf(image: Size, frame: Size, part: Part): Box {
  const scale = scaleFor(image, frame, part);
  const width = (image.width * scale) / frame.width;
  const height = (image.height * scale) / frame.height;
  const { left, top } = centreOf(part);
  return { left: offset(width, left), top: offset(height, top), width, height };
}

/** The position of a part of an image that is at this position. */
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
  // Avoid bars beside the image, if the face still fits.
  return Math.min(Math.max(face / ROOM, filling), face);
}

function centreOf(part: Part): { readonly left: number; readonly top: number } {
  if (typeof part === 'string') return { left: 0.5, top: 0.5 };
  return { left: part.left + part.width / 2, top: part.top + part.height / 2 };
}

/** The start of an image of this length, with its centre in the frame's middle if that leaves no needless gap. */
function offset(length: number, centre: number): number {
  const slack = 1 - length;
  return slack >= 0 ? slack / 2 : Math.min(0, Math.max(slack, 0.5 - centre * length));
}
