import { Members, type Read } from '../base/members.ts';

/** Why an image cannot be shown. The message is for the person. */
export class NoImage extends Error {}

/** Where to get an image's file. */
export interface Source {
  /** An address that the browser can show. Throws `NoImage`. */
  address(signal: AbortSignal): Promise<string>;
  /** A new address, if the first one does not work. Throws `NoImage`. */
  anew?(signal: AbortSignal): Promise<string>;
}

/** A part of an image, as fractions of the image's width and height. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An object in S3. */
export type Image = Read<typeof readImage>;

/** The image, if both bucket and key are present. */
export function readImage(value: unknown) {
  const members = new Members(value);
  const bucket = members.text('bucket');
  const key = members.text('key');
  if (bucket === undefined || key === undefined) return undefined;
  return {
    bucket,
    key,
    /** The face to look at. */
    box: readBox(members.get('box')),
    /** For a link's holder: an address that works for a few minutes. */
    url: members.text('url'),
  };
}

/** The box limited to the image. A face at the edge may extend beyond it. */
function readBox(value: unknown): Box | undefined {
  const members = new Members(value);
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map(name => members.number(name));
  if (left === undefined || top === undefined || width === undefined || height === undefined) return undefined;
  const [x, y] = [Math.max(left, 0), Math.max(top, 0)];
  const box = { left: x, top: y, width: Math.min(left + width, 1) - x, height: Math.min(top + height, 1) - y };
  return box.width > 0 && box.height > 0 ? box : undefined;
}
