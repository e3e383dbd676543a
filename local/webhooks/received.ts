export const channels = ['teams', 'webhook'] as const;
export type Channel = (typeof channels)[number];

/** What a channel does with what comes: takes it, answers 503, or does not answer. */
export const answers = ['takes', 'refuses', 'hangs'] as const;
export type Answer = (typeof answers)[number];

export interface Received {
  channel: Channel;
  at: string;
  /** The status of the answer; null if there was none. */
  status: number | null;
  body: unknown;
  /** `webhook-id`, of a webhook. */
  id?: string | undefined;
  /** What is wrong with it; null if nothing is. */
  problem: string | null;
}

/** Where the page is, below the AWS endpoint. */
export const pagePath = '/_aws/webhooks';
