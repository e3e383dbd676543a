import { element } from '../markup.ts';
import type { Session } from '../sts/sessions.ts';
import type { HttpAnswer, Service } from './service.ts';

/** Returns the members of an action's result. `caller` is the caller's session, if it has one. Throws an AwsError. */
type Act = (action: string, parameters: URLSearchParams, caller: Session | undefined) => Record<string, unknown>;

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
      `<${action}Response xmlns="${host}/doc/${version}/">${element(`${action}Result`, result)}`
        + `${element('ResponseMetadata', { RequestId: id })}</${action}Response>`,
    );
  },
});

export function xmlError(code: string, message: string, status: number, requestId: string): HttpAnswer {
  const Type = status < 500 ? 'Sender' : 'Receiver';
  const body = element('ErrorResponse', { Error: { Type, Code: code, Message: message }, RequestId: requestId });
  return xml(status, body);
}

const xml = (status: number, body: string): HttpAnswer => ({ status, headers: { 'Content-Type': 'text/xml' }, body });
