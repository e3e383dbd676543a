import { Members, type Read } from '../base/members.ts';

/** Why an image cannot be shown, in a sentence for whoever wants to see it. */
export class NoImage extends Error {}

/** Where the file of an image is to be had. */
export interface Source {
  /** An address that the browser can show. Throws `NoImage`. */
  address(signal: AbortSignal): Promise<string>;
  /** Another address, if the first one leads to nothing. Throws `NoImage`. */
  anew?(signal: AbortSignal): Promise<string>;
}

/** A part of an image, in parts of the image's width and height. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An object in S3. */
export type Image = Read<typeof readImage>;

/** The image if both its names are there. */
export function readImage(value: unknown) {
  const members = new Members(value);
  const bucket = members.text('bucket');
  const key = members.text('key');
  if (bucket === undefined || key === undefined) return undefined;
  return {
    bucket,
    key,
    /** The part to look at: a face. */
    box: readBox(members.get('box')),
    /** Where a link's holder gets it, for some minutes. */
    url: members.text('url'),
  };
}

/** The part of the image that the box has in it; a face at the edge reaches out of it. */
function readBox(value: unknown): Box | undefined {
  const members = new Members(value);
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map(name => members.number(name));
  if (left === undefined || top === undefined || width === undefined || height === undefined) return undefined;
  const [x, y] = [Math.max(left, 0), Math.max(top, 0)];
  const box = { left: x, top: y, width: Math.min(left + width, 1) - x, height: Math.min(top + height, 1) - y };
  return box.width > 0 && box.height > 0 ? box : undefined;
}
