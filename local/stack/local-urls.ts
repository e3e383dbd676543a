import { mapTexts } from '../json.ts';
import { region, urlSuffix } from './template.ts';

/** The runner's hosts with ports, such as `localhost:8080`, in place of AWS's host names. */
export interface LocalHosts {
  /** The CloudFront distribution. */
  websiteHost: string;
  /** The user pools: their issuers and their sign-in pages. */
  cognitoHost: string;
  /** Everything behind the AWS endpoint. */
  awsHost: string;
}

const bucketUrl = `https://([a-z0-9.-]+)\\.s3\\.${region}\\.${urlSuffix.replaceAll('.', '\\.')}`;

/** AWS's URLs and the local URLs that replace them. Nothing local has TLS. */
const urls: [url: RegExp, here: (hosts: LocalHosts) => string][] = [
  [literal(`https://cognito-idp.${region}.${urlSuffix}`), ({ cognitoHost }) => `http://${cognitoHost}`],
  [/https:\/\/[a-z0-9-]+\.auth\.[a-z0-9-]+\.amazoncognito\.com/g, ({ cognitoHost }) => `http://${cognitoHost}`],
  [literal(`https://cognito-identity.${region}.${urlSuffix}`), ({ awsHost }) => `http://${awsHost}`],
  [
    literal(`https://([a-z0-9]+).execute-api.${region}.${urlSuffix}`),
    ({ awsHost }) => `http://${awsHost}/_aws/execute-api/$1`,
  ],
  // In a content security policy, a path without a trailing slash means one file.
  [new RegExp(`${bucketUrl}(?=[ ;])`, 'g'), ({ awsHost }) => `http://${awsHost}/$1/`],
  [new RegExp(bucketUrl, 'g'), ({ awsHost }) => `http://${awsHost}/$1`],
];

/**
 * Replaces AWS's URLs by local ones, in resource properties, outputs and deployed files. This is the only way in which
 * the local stack differs from the template.
 */
export const asServedHere = (value: unknown, hosts: LocalHosts): unknown =>
  mapTexts(value, text =>
    urls.reduce(
      (each, [url, here]) => each.replace(url, here(hosts)),
      text.replaceAll(`https://${hosts.websiteHost}`, `http://${hosts.websiteHost}`),
    ),
  );

function literal(text: string): RegExp {
  return new RegExp(text.replaceAll('.', '\\.'), 'g');
}
