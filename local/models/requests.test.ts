import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ExactNumber } from '../json.ts';
import { AwsError } from '../endpoint/error.ts';
import { Requests } from './requests.ts';

const rekognition = new Requests('rekognition');
const rdsData = new Requests('rds-data');
const events = new Requests('events');
const stepFunctions = new Requests('stepfunctions');
const sqs = new Requests('sqs');

/** The error for a request. */
function refusal(requests: Requests, operation: string, request: unknown): string {
  try {
    return assert.fail(JSON.stringify(requests.check(operation, request)));
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return `${error.name}: ${error.message}`;
  }
}
const invalid = (value: string, constraint: string) =>
  `ValidationException: 1 validation error detected: ${value} failed to satisfy constraint: ${constraint}`;

const known = { CollectionId: 'known' };
const faceId = '01234567-89ab-cdef-0123-456789abcdef';
const statement = { resourceArn: 'arn:aws:rds:1', secretArn: 'arn:aws:sm:1', sql: 'SELECT 1' };
const field = (value: unknown) => ({ ...statement, parameters: [{ name: 'a', value }] });

describe('A request', () => {
  it('loses null and unknown members at any depth', () => {
    const checked = rekognition.check('IndexFaces', {
      ...known,
      Image: { S3Object: { Bucket: 'bucket', Name: 'x', Version: null }, Url: 'x' },
      MaxFaces: null,
      More: [],
    });
    assert.deepEqual(checked, { ...known, Image: { S3Object: { Bucket: 'bucket', Name: 'x' } } });
    assert.deepEqual(rekognition.check('CreateCollection', { ...known, Tags: { a: 'b', c: null } }), {
      ...known,
      Tags: { a: 'b' },
    });
    assert.deepEqual(events.check('PutEvents', { Entries: [{ Source: null, Resources: ['r'] }] }), {
      Entries: [{ Resources: ['r'] }],
    });
  });

  it('is refused with the path and the constraint, in AWS’s words', () => {
    const table: [requests: Requests, operation: string, request: unknown, refusal: string][] = [
      [rekognition, 'DescribeCollection', {}, invalid("Value null at 'collectionId'", 'Member must not be null')],
      [
        rekognition,
        'DescribeCollection',
        { CollectionId: null },
        invalid("Value null at 'collectionId'", 'Member must not be null'),
      ],
      [
        rekognition,
        'DescribeCollection',
        { CollectionId: '' },
        invalid("Value '' at 'collectionId'", 'Member must have length greater than or equal to 1'),
      ],
      [
        rekognition,
        'DescribeCollection',
        { CollectionId: 'a'.repeat(256) },
        invalid(`Value '${'a'.repeat(256)}' at 'collectionId'`, 'Member must have length less than or equal to 255'),
      ],
      [
        rekognition,
        'DescribeCollection',
        { CollectionId: 'known\n' },
        invalid(
          "Value 'known\n' at 'collectionId'",
          'Member must satisfy regular expression pattern: [a-zA-Z0-9_.\\-]+',
        ),
      ],
      [
        rekognition,
        'ListFaces',
        { ...known, MaxResults: 4097 },
        invalid("Value '4097' at 'maxResults'", 'Member must have value less than or equal to 4096'),
      ],
      [
        rekognition,
        'SearchFaces',
        { ...known, FaceId: faceId, FaceMatchThreshold: -0.5 },
        invalid("Value '-0.5' at 'faceMatchThreshold'", 'Member must have value greater than or equal to 0'),
      ],
      [
        rekognition,
        'SearchFacesByImage',
        { ...known, Image: {}, QualityFilter: 'BEST' },
        invalid(
          "Value 'BEST' at 'qualityFilter'",
          'Member must satisfy enum value set: [NONE, AUTO, LOW, MEDIUM, HIGH]',
        ),
      ],
      [
        rekognition,
        'DetectFaces',
        { Image: { Bytes: '' } },
        invalid("Value at 'image.bytes'", 'Member must have length greater than or equal to 1'),
      ],
      [
        rekognition,
        'DetectFaces',
        { Image: { Bytes: Buffer.alloc(5_242_881).toString('base64') } },
        invalid("Value at 'image.bytes'", 'Member must have length less than or equal to 5242880'),
      ],
      [
        rekognition,
        'DetectFaces',
        { Image: { S3Object: { Bucket: 'ab' } } },
        invalid("Value 'ab' at 'image.s3Object.bucket'", 'Member must have length greater than or equal to 3'),
      ],
      [
        rekognition,
        'DeleteFaces',
        { ...known, FaceIds: [] },
        invalid("Value '[]' at 'faceIds'", 'Member must have length greater than or equal to 1'),
      ],
      [
        rekognition,
        'DeleteFaces',
        { ...known, FaceIds: [faceId, 'x'] },
        invalid(
          `Value '[${faceId}, x]' at 'faceIds'`,
          'Member must satisfy constraint: [Member must satisfy regular expression pattern: '
            + '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}]',
        ),
      ],
      [
        rekognition,
        'CreateCollection',
        { ...known, Tags: { a: 'x'.repeat(257) } },
        invalid(
          "Value at 'tags'",
          'Map value must satisfy constraint: [Member must have length less than or equal to 256, '
            + 'Member must have length greater than or equal to 0, '
            + 'Member must satisfy regular expression pattern: ^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$]',
        ),
      ],
      [
        rekognition,
        'CreateCollection',
        { ...known, Tags: { 'aws:é': 'x' } },
        invalid(
          "Value at 'tags'",
          'Map keys must satisfy constraint: [Member must have length less than or equal to 128, '
            + 'Member must have length greater than or equal to 1, '
            + 'Member must satisfy regular expression pattern: ^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$]',
        ),
      ],
      [
        rdsData,
        'ExecuteStatement',
        { ...statement, parameters: [{}, { typeHint: 'INT' }] },
        invalid(
          "Value 'INT' at 'parameters.2.member.typeHint'",
          'Member must satisfy enum value set: [JSON, UUID, TIMESTAMP, DATE, TIME, DECIMAL]',
        ),
      ],
      [
        events,
        'PutEvents',
        { Entries: Array(11).fill({}) },
        invalid("Value at 'entries'", 'Member must have length less than or equal to 10'),
      ],
      [
        sqs,
        'SendMessage',
        { QueueUrl: 'q', MessageBody: 'x', MessageAttributes: { Mine: {} } },
        invalid("Value null at 'messageAttributes.Mine.member.dataType'", 'Member must not be null'),
      ],
    ];
    for (const [requests, operation, request, expected] of table)
      assert.equal(refusal(requests, operation, request), expected);
  });

  it('is refused with all problems, without secrets', () => {
    assert.equal(
      refusal(stepFunctions, 'SendTaskFailure', { taskToken: '', error: 'secret'.repeat(50), cause: 'fine' }),
      "ValidationException: 2 validation errors detected: Value '' at 'taskToken' failed to satisfy constraint: "
        + "Member must have length greater than or equal to 1; Value at 'error' failed to satisfy constraint: "
        + 'Member must have length less than or equal to 256',
    );
    assert.equal(
      refusal(stepFunctions, 'SendTaskSuccess', { taskToken: 'x' }),
      invalid("Value at 'output'", 'Member must not be null'),
    );
    const logins = { IdentityPoolId: 'us-east-1:0', Logins: { provider: '' } };
    assert.match(refusal(new Requests('cognito-identity'), 'GetId', logins), /Value at 'logins' .* Map value must sa/);
  });

  it('is refused for a wrong type before anything else', () => {
    const table: [requests: Requests, operation: string, request: unknown, message: string][] = [
      [rekognition, 'DetectFaces', undefined, 'The request must be a JSON object'],
      [rekognition, 'DetectFaces', [], 'The request must be a JSON object'],
      [rekognition, 'DetectFaces', { Image: 'x' }, 'image must be a JSON object'],
      [rekognition, 'DetectFaces', { Image: { Bytes: 'eA=' } }, 'image.bytes must be a base64 string'],
      [rekognition, 'DetectFaces', { Image: { Bytes: 'e-A=' } }, 'image.bytes must be a base64 string'],
      [rekognition, 'DeleteFaces', { CollectionId: '', FaceIds: [1] }, 'faceIds.1.member must be a string'],
      [rekognition, 'DeleteFaces', { ...known, FaceIds: [null] }, 'faceIds.1.member must be a string'],
      [rekognition, 'DeleteFaces', { ...known, FaceIds: {} }, 'faceIds must be a list'],
      [rekognition, 'ListFaces', { ...known, MaxResults: 1.5 }, 'maxResults must be a whole number'],
      [rekognition, 'ListFaces', { ...known, MaxResults: 2 ** 31 }, 'maxResults must be a whole number'],
      [rekognition, 'SearchFaces', { ...known, FaceMatchThreshold: '9' }, 'faceMatchThreshold must be a number'],
      [rekognition, 'SearchFaces', { ...known, FaceMatchThreshold: Infinity }, 'faceMatchThreshold must be a number'],
      [rekognition, 'CreateCollection', { ...known, Tags: { a: 1 } }, 'tags.a.member must be a string'],
      [events, 'PutEvents', { Entries: [{ Time: {} }] }, 'entries.1.member.time must be a timestamp'],
      [stepFunctions, 'GetExecutionHistory', { reverseOrder: 'true' }, 'reverseOrder must be a boolean'],
      [
        rdsData,
        'ExecuteStatement',
        field({ longValue: new ExactNumber(2n ** 63n) }),
        'parameters.1.member.value.longValue must be a whole number',
      ],
    ];
    for (const [requests, operation, request, message] of table)
      assert.equal(refusal(requests, operation, request), `SerializationException: ${message}`);
    const least = field({ longValue: new ExactNumber(-(2n ** 63n)) });
    assert.deepEqual(rdsData.check('ExecuteStatement', least), least);
  });

  it('may have any depth and any content', () => {
    let deep: object = {};
    for (let i = 0; i < 100_000; i++) deep = { arrayValues: [deep] };
    assert.match(refusal(rdsData, 'ExecuteStatement', field({ arrayValue: deep })), /^Serialization.* too deep$/);
    const odd = '{"CollectionId": "known", "__proto__": {"Tags": 1}, "Tags": {"__proto__": "x"}}';
    const { Tags } = rekognition.check<{ Tags: object }>('CreateCollection', JSON.parse(odd));
    assert.deepEqual(Object.entries(Tags), [['__proto__', 'x']]);
    // No pattern is tested on these 16 MB.
    const long = 'a'.repeat(2 ** 24);
    assert.match(refusal(rekognition, 'DescribeCollection', { CollectionId: long }), /less than or equal to 255$/);
  });
});

describe('The exceptions of a service', () => {
  it('replace traits of the model', () => {
    const own = new Requests('rekognition', { CollectionId: { max: 3, pattern: undefined } });
    assert.deepEqual(own.check('DescribeCollection', { CollectionId: 'é !' }), { CollectionId: 'é !' });
    assert.match(refusal(own, 'DescribeCollection', known), /less than or equal to 3$/);
  });

  it('and the models have only patterns that JavaScript can compile', () => {
    const own = new Requests('rekognition', { CollectionId: { pattern: 'a++' } });
    assert.throws(() => own.check('DescribeCollection', known), /Invalid regular expression: .*a\+\+/);
  });
});
