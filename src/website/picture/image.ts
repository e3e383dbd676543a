import { Members } from '../base/members.ts';

/** A part of an image, in parts of the image's width and height. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An object in S3. */
export interface Image {
  readonly bucket: string;
  readonly key: string;
  /** The part to look at: a face. */
  readonly box: Box | undefined;
  /** Where a link's holder gets it, for some minutes. */
  readonly url: string | undefined;
}

/** The image if both its names are there. */
export function readImage(value: unknown): Image | undefined {
  const members = new Members(value);
  const bucket = members.text('bucket');
  const key = members.text('key');
  if (bucket === undefined || key === undefined) return undefined;
  return { bucket, key, box: readBox(members.get('box')), url: members.text('url') };
}

/** The part of the image that the box has in it; a face at the edge reaches out of it. */
function readBox(value: unknown): Box | undefined {
  const members = new Members(value);
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map((name) => members.number(name));
  if (left === undefined || top === undefined || width === undefined || height === undefined) return undefined;
  const [x, y] = [Math.max(left, 0), Math.max(top, 0)];
  const box = { left: x, top: y, width: Math.min(left + width, 1) - x, height: Math.min(top + height, 1) - y };
  return box.width > 0 && box.height > 0 ? box : undefined;
}
