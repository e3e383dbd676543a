// A CloudFront function: it runs for each request, except those to the API. `SiteRequests` in the constructs puts
// `files` and `missing` before it. CloudFront's JavaScript has neither destructuring nor spreading.
function handler(event) {
  const request = event.request;
  if (request.uri.startsWith('/assets/')) return request;
  // Mail gateways may encode the # of a link. Then the rest of the link is part of the path, but not of a file's name.
  const file = request.uri.split(/[%#&;]/)[0].slice(1);
  if (files.includes(file)) {
    request.uri = '/' + file;
    return request;
  }
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: { 'content-type': { value: 'text/html; charset=utf-8' }, 'cache-control': { value: 'no-store' } },
    body: missing,
  };
}
