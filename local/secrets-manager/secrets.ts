import { randomInt, randomUUID } from 'node:crypto';
import { AwsError, unsupported } from '../endpoint/error.ts';
import { jsonService } from '../endpoint/service.ts';
import { Requests } from '../models/requests.ts';
import { arn } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

const requests = new Requests('secretsmanager');

interface Secret {
  arn: string;
  name: string;
  text: string;
  versionId: string;
  createdDate: number;
}

/**
 * The secrets of the stack, and those that it only names. Each start generates new passwords. They can be read, and not
 * be changed.
 */
export class Secrets {
  readonly service = jsonService('Secrets Manager', 'secretsmanager', this);
  readonly #secrets: Secret[];

  /** `named` are the values of secrets that the stack does not create, by name. */
  constructor(stack: ResolvedStack, named: Record<string, string> = {}) {
    const created = resourcesOf(stack, 'AWS::SecretsManager::Secret').map(resource => ({
      arn: resource.ref,
      name: resource.ref.replace(/^(?:[^:]*:){6}(.*)-.{6}$/, '$1'),
      text: textOf(new Section(resource).only('GenerateSecretString Name SecretString', 'Description KmsKeyId Tags')),
    }));
    const others = Object.entries(named).map(([name, text]) => ({
      arn: arn('secretsmanager', `secret:${name}-local0`),
      name,
      text,
    }));
    const common = { versionId: randomUUID(), createdDate: Math.floor(Date.now() / 1000) };
    this.#secrets = [...created, ...others].map(each => ({ ...each, ...common }));
  }

  /** The value of the secret with this ARN; undefined for secrets that are not of the stack. */
  textOf(arn: string): string | undefined {
    return this.#secrets.find(each => each.arn === arn)?.text;
  }

  async handle(operation: string, input: unknown): Promise<object> {
    if (operation !== 'GetSecretValue') throw unsupported(`${operation} of Secrets Manager`);
    const { SecretId: id } = requests.check<{ SecretId: string }>(operation, input);
    const secret = this.#secrets.find(({ arn, name }) => arn === id || name === id);
    if (!secret) throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    const { arn: ARN, name: Name, text: SecretString, versionId: VersionId, createdDate: CreatedDate } = secret;
    return { ARN, Name, SecretString, VersionId, VersionStages: ['AWSCURRENT'], CreatedDate };
  }
}

function textOf(secret: Section): string {
  const given = secret.optionalText('SecretString');
  if (given !== undefined) return given;
  const generate = secret
    .requiredSection('GenerateSecretString')
    .only('ExcludeCharacters GenerateStringKey PasswordLength SecretStringTemplate');
  const password = passwordWithout(
    generate.optionalText('ExcludeCharacters') ?? '',
    generate.integer('PasswordLength') ?? 32,
  );
  const key = generate.optionalText('GenerateStringKey');
  if (key === undefined) return password;
  return JSON.stringify({ ...(JSON.parse(generate.text('SecretStringTemplate')) as object), [key]: password });
}

function passwordWithout(excluded: string, length: number): string {
  const characters = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter(
    each => !excluded.includes(each),
  );
  return Array.from({ length }, () => characters[randomInt(characters.length)]).join('');
}
