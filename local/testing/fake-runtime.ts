/*
 * Replaces a published function in tests: a process that speaks the Lambda Runtime API and does what the event's `do`
 * says. Usage: `node fake-runtime.ts <mode>`.
 */
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;
const post = (path: string, body: unknown) => fetch(`${api}/${path}`, { method: 'POST', body: JSON.stringify(body) });
const [, , mode] = process.argv;
let served = 0;

if (mode === 'init-error') {
  await post('init/error', { errorType: 'Bad.Setting', errorMessage: 'TABLE_NAME is not set' });
  process.exit(1);
}
if (mode === 'init-crash') process.exit(7);

for (;;) {
  const next = await fetch(`${api}/invocation/next`);
  const id = next.headers.get('lambda-runtime-aws-request-id');
  const event = (await next.json()) as { do?: string; ms?: number };
  served++;
  switch (event.do) {
    case 'crash':
      process.exit(1);
      break;
    case 'leave':
      process.exit(0);
      break;
    case 'fail':
      await post(`invocation/${id}/error`, { errorType: 'Oops', errorMessage: 'It failed' });
      break;
    case 'hang':
      console.log('hanging');
      await new Promise(() => setInterval(() => undefined, 1000));
      break;
    case 'wait':
      await new Promise(resolve => setTimeout(resolve, event.ms));
      break;
    case 'log':
      console.log('{"timestamp":"now","level":"Information","message":"Hello","table":"T"}');
      break;
    case 'huge': {
      const { status } = await post(`invocation/${id}/response`, 'x'.repeat(7_000_000));
      await post(`invocation/${id}/error`, { errorType: 'TooLarge', errorMessage: String(status) });
      break;
    }
    case 'wrong-id': {
      const { status } = await post('invocation/other/response', 1);
      await post(`invocation/${id}/response`, { status });
      break;
    }
  }
  if (!['fail', 'huge', 'wrong-id'].includes(event.do ?? '')) {
    const headers = Object.fromEntries([...next.headers].filter(([name]) => name.startsWith('lambda-')));
    await post(`invocation/${id}/response`, { event, served, pid: process.pid, headers, env: process.env });
  }
}
