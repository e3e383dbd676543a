import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { absentIn, standInsFor, type Pin } from './nuget.ts';

const pins: Pin[] = [
  ['AWSSDK.StepFunctions', '4.1.0'],
  ['Amazon.Lambda.Core', '3.2.0'],
  ['Constructs', '10.8.1'],
];
const project = '/tmp/Probe.csproj : ';

describe('NuGet’s messages about packages', () => {
  it('name a package that no source has, and one whose version is missing', () => {
    const output = [
      `${project}error NU1101: Unable to find package AWSSDK.StepFunctions. No packages exist with this id.`,
      `${project}error NU1102: Unable to find package Constructs with version (>= 10.8.1)`,
      `${project}error NU1102:   - Found 1 version(s) in a [ Nearest version: 10.0.5 ]`,
    ].join('\n');
    assert.deepEqual(absentIn(output, pins), ['AWSSDK.StepFunctions', 'Constructs']);
  });

  it('do not accept a newer version as the pinned one', () => {
    const output =
      `${project}error NU1603: Warning As Error: Probe depends on Amazon.Lambda.Core (>= 3.2.0) but `
      + 'Amazon.Lambda.Core 3.2.0 was not found. Amazon.Lambda.Core 3.3.0 was resolved instead.';
    assert.deepEqual(absentIn(output, pins), ['Amazon.Lambda.Core']);
  });

  for (const [fault, output] of [
    ['a source that does not answer', `${project}error NU1301: Unable to load the service index for source a.`],
    ['a package of somebody else', `${project}error NU1101: Unable to find package Other. No packages exist.`],
    [
      'a fault beside a missing package',
      `${project}error NU1101: Unable to find package Constructs. No\n${project}error NU1605: Detected downgrade`,
    ],
    ['silence', 'Command failed'],
  ] as const) {
    it(`do not mistake ${fault} for a missing package`, () => assert.equal(absentIn(output, pins), undefined));
  }

  it('lead to stand-ins for all Lambda packages if one is missing, and else only for missing ones', () => {
    const candidates = ['AWSSDK.Rekognition', 'AWSSDK.StepFunctions', 'Amazon.Lambda.Core', 'Amazon.Lambda.S3Events'];
    assert.deepEqual(standInsFor([], candidates), []);
    assert.deepEqual(standInsFor(['AWSSDK.Rekognition'], candidates), ['AWSSDK.Rekognition']);
    assert.deepEqual(standInsFor(['Amazon.Lambda.Core'], candidates), ['Amazon.Lambda.Core', 'Amazon.Lambda.S3Events']);
  });
});
