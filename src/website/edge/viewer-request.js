// A CloudFront function: it runs for each request, except those to the API. `SiteRequests` in the constructs puts
// `files` and `missing` before it. CloudFront knows neither destructuring nor spreading.
function handler(event) {
  const request = event.request;
  if (request.uri.startsWith('/assets/')) return request;
  // Mail gateways encode the # of a link. Then CloudFront gets its rest in the path, and would look for such a file.
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
