import { randomUUID } from 'node:crypto';
import { inSeconds } from '../formats.ts';
import { account, region } from '../stack/template.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export interface Event {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601, to the second. */
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
}

interface EventContent {
  source: string;
  detailType: string;
  detail: Record<string, unknown>;
  resources?: string[];
  time?: Date;
}

export const eventOf = ({ source, detailType, detail, resources = [], time = new Date() }: EventContent): Event => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account,
  time: inSeconds(time),
  region,
  resources,
  detail,
});
