/**
 * The content of a body that is sent in signed chunks: `LENGTH;chunk-signature=…`, line break, that many bytes, line
 * break, and so on to one of length 0, after which may come trailers. Undefined for a body that is not so.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function decodeChunks(body: Buffer): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at);
    const [, length] = /^([0-9a-f]{1,8})(?:;|$)/i.exec(end < 0 ? '' : body.toString('latin1', at, end)) ?? [];
    if (length === undefined) return undefined;
    const size = Number.parseInt(length, 16);
    if (size === 0) return Buffer.concat(chunks);
    at = end + 2;
    if (body.toString('latin1', at + size, at + size + 2) !== '\r\n') return undefined;
    chunks.push(body.subarray(at, at + size));
    at += size + 2;
  }
}
