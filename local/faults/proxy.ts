import type { RequestListener, ServerResponse } from 'node:http';
import { refuse, signedFor } from '../endpoint/endpoint.ts';
import { errorOf, type Faults } from './faults.ts';

/** Stands between functions and the AWS endpoint, and breaks calls. */
export const withFaults =
  (faults: Faults, handle: RequestListener): RequestListener =>
  (request, response) => {
    const service = signedFor(request) ?? 'unsigned';
    const fault = faults.next(service);
    if (!fault) return handle(request, response);
    switch (fault.kind) {
      case 'late':
        return void setTimeout(() => handle(request, response), fault.delayMs);
      case 'unanswered':
        return handle(request, unanswered(response));
      case 'dropped':
        return void request.destroy();
      default: {
        const error = errorOf(service, fault.kind);
        return void request.on('end', () => refuse(request, response, error)).resume();
      }
    }
  };

/** Closes the connection instead of the answer. */
const unanswered = (response: ServerResponse): ServerResponse =>
  Object.assign(response, { writeHead: () => response, write: () => true, end: () => response.destroy() });
