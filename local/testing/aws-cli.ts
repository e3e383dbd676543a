import { execFile, spawnSync } from 'node:child_process';

/** The reason to skip a test if the AWS CLI is missing. */
export const withoutAwsCli: string | false =
  spawnSync('aws', ['--version']).status === 0 ? false : 'the AWS CLI (aws) is not installed here';

/** Dummy credentials and a Region, without this machine's AWS settings. */
export const environment = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_DEFAULT_OUTPUT: 'json',
  AWS_PAGER: '',
  AWS_MAX_ATTEMPTS: '1',
};

/** Calls the AWS CLI and returns its parsed output. Throws an Error with its stderr. */
export function aws(endpoint: string, ...args: string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    execFile('aws', ['--endpoint-url', endpoint, ...args], { env: environment }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim()));
      else resolve(stdout === '' ? undefined : JSON.parse(stdout));
    });
  });
}
