import type { Account, Endpoints, LocalConfig } from 'local-stack';

/** What `.local/endpoints.json` has. */
export type AppEndpoints = Omit<Endpoints, 'account'> & { api: string | undefined; reviewer: Account | undefined };

/** Who approves on this machine where nobody is named. */
const approver = 'approver@example.com';

export default {
  context: {
    approvers: {
      value: approver,
      note: `No approvers are given, so the mails go to ${approver} (-c approvers=… names others)`,
    },
    // On this machine they cost nothing.
    reports: 'true',
    target: 'thisMachine',
  },

  tools: [
    { command: 'dotnet', args: ['--version'], what: 'the .NET 10 SDK', from: 'https://dotnet.microsoft.com/download' },
  ],

  welcome: ({ aws, outputs }) => `Ask for an approval; the mail is then in the mailbox:

  aws --endpoint-url ${aws} stepfunctions start-execution \\
    --state-machine-arn ${outputs.StateMachineArn} \\
    --input '{"subject":"Deploy v2?"}'
${
  outputs.FramesBucketName === undefined
    ? ''
    : `
Or show the system a photo of a person it does not know yet, as a camera would:

  aws --endpoint-url ${aws} s3 cp photo.jpg s3://${outputs.FramesBucketName}/frames/
`
}${
    outputs.ReportStateMachineArn === undefined
      ? ''
      : `
Or request a report on the website, signed in: a link to it is then in the mailbox.
`
  }`,

  endpoints: ({ account, ...running }): AppEndpoints => ({
    ...running,
    api: running.outputs.ApiUrl,
    reviewer: account,
  }),
} satisfies LocalConfig;
