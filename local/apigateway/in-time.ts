import { GatewayError } from './gateway-responses.ts';

/** Returns the result of an integration's work. Throws a GatewayError if it fails or exceeds `timeout` milliseconds. */
export async function inTime<T>(timeout: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    const cause = `no answer within ${timeout} ms`;
    const error = new GatewayError('INTEGRATION_TIMEOUT', 'Endpoint request timed out', cause);
    timer = setTimeout(() => reject(error), timeout);
  });
  const working = work().catch((error: unknown): never => {
    throw new GatewayError('DEFAULT_5XX', 'Internal server error', error);
  });
  try {
    return await Promise.race([working, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
