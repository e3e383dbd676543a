import { escaped } from '../markup.ts';
import type { Session } from '../sts/sessions.ts';
import type { HttpAnswer, Service } from './service.ts';

/** Returns the result of an action as XML. `caller` is the caller's session, if it has one. Throws an AwsError. */
type Act = (action: string, parameters: URLSearchParams, caller: Session | undefined) => string;

/** A service with the query protocol: form-encoded parameters, which include its version, and answers in XML. */
export const queryService = (
  name: string,
  { version, host }: { version: string; host: string },
  act: Act,
): Service => ({
  name,
  matches: ({ form }) => form?.get('Version') === version,
  async handle({ id, form, caller }) {
    const action = form!.get('Action') ?? '';
    const result = act(action, form!, caller);
    return xml(
      200,
      `<${action}Response xmlns="${host}/doc/${version}/"><${action}Result>${result}</${action}Result>`
        + `<ResponseMetadata><RequestId>${id}</RequestId></ResponseMetadata></${action}Response>`,
    );
  },
});

export function xmlError(code: string, message: string, status: number, requestId: string): HttpAnswer {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return xml(
    status,
    `<ErrorResponse><Error><Type>${type}</Type><Code>${escaped(code)}</Code>`
      + `<Message>${escaped(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
  );
}

const xml = (status: number, body: string): HttpAnswer => ({ status, headers: { 'Content-Type': 'text/xml' }, body });
