import { styleText } from 'node:util';
import type { LocalConfig } from './config.ts';
import type { Endpoints } from './endpoints.ts';
import { region } from './stack/template.ts';

const bold = (text: string) => styleText('bold', text);

export function welcome(running: Endpoints, { welcome: firstSteps = outputsOf }: LocalConfig): string {
  const { website, mailbox, aws, slack, webhooks, account } = running;
  return `
  website   ${bold(website)}
  mailbox   ${bold(mailbox)}
  aws       ${bold(aws)}
${slack === undefined ? '' : `  slack     ${bold(slack)}\n`}${
    webhooks === undefined ? '' : `  webhooks  ${bold(webhooks)}\n`
  }${
    account === undefined
      ? ''
      : `
Sign in on the website as ${bold(account.name)} with the password ${bold(account.password)}
`
  }
${firstSteps(running)}
The AWS CLI needs credentials and a Region. Any will do:

  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=${region}

Ctrl-C stops everything. The functions' logs follow.
`;
}

function outputsOf({ aws, outputs }: Endpoints): string {
  const lines = Object.entries(outputs).map(([name, value]) => `  ${name}   ${value}\n`);
  return `${lines.length === 0 ? '' : `Outputs:\n\n${lines.join('')}\n`}Ask a service, for example:

  aws --endpoint-url ${aws} stepfunctions list-state-machines
`;
}
